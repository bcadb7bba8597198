// Handing in: one file, many, or a .zip whose files are handed in one by one; each line tells how far its file is.
import { listen, within } from "./events.js";
import { askPassword, wantsPassword } from "./password.js";
import { isZip, unzip } from "./unzip.js";

const SENT_AT_ONCE = 2;
const FIRST_PAUSE_MILLISECONDS = 400;
const LONGEST_PAUSE_MILLISECONDS = 10_000;
const PAUSES_GROW_BY = 1.5;
const FOLLOWED_AT_ONCE = 3; // a browser opens six connections to a server, and each follower holds one

export function handIn(form) {
  if (!form) return;
  const words = form.dataset;
  const say = (key) => words[key.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] ?? key;
  const list = document.getElementById("sent");
  const sending = turns(SENT_AT_ONCE);
  const following = turns(FOLLOWED_AT_ONCE);

  async function take(files) {
    for (const file of files) {
      if (!(await isZip(file))) { handle(file); continue; }
      const line = newLine(list, file.name, say("unpacking"));
      try {
        const members = await unzip(file);
        line.remove();
        members.forEach(handle);
      } catch { line.fail(say("bad-zip")); }
    }
  }

  async function handle(file) {
    const line = newLine(list, file.name, say("waiting-turn"));
    const sent = await sending(() => send(form.action, file, (share) => line.tell(`${say("sending")} ${Math.round(share * 100)} %`, share * 0.1)));
    if (!sent) return line.fail(say("lost"));
    const { status, body } = sent;
    if (status >= 400) return line.fail(`${body.title}. ${body.detail}`);
    line.tell(status === 200 ? say("known-already") : say("queued"), 0.1);
    line.link(`/filings/${body.filing_id}`, say("open"));
    await follow(line, body.id);
  }

  async function follow(line, job) {
    const last = await following(() => listen(job, (news) => {
      const stage = news.status === "running" ? `${say(news.stage ?? "running")} ${within(news, say("of"))}` : say(news.status);
      line.tell(stage, 0.1 + news.progress * 0.9);
    }));
    refresh(list);
    if (wantsPassword(last.problem)) {
      line.ask(last.problem.title, askPassword(job, words, () => { line.resume(); follow(line, job); }));
    } else if (last.problem) line.fail(`${last.problem.title}. ${last.problem.detail}`);
  }

  form.querySelector("input").addEventListener("change", (event) => { take([...event.target.files]); event.target.value = ""; });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => { event.preventDefault(); form.classList.remove("over"); take([...event.dataTransfer.files]); });
  if (isCompared(document)) refresh(list, location.pathname + location.search);
}

// What is on file, anew; a file that is done tells what was found in it. Asked for again, ever more seldom, as long as
// filings of it are still being held against others.
let coming = null;
function refresh(list, address = "/", pause = FIRST_PAUSE_MILLISECONDS) {
  clearTimeout(coming);
  const mine = setTimeout(async () => {
    const answer = await fetch(address).catch(() => null);
    const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    if (mine !== coming) return;
    const goesOn = !fresh || isCompared(fresh);
    const placed = fresh && place(list, fresh);
    if (goesOn || !placed) refresh(list, address, Math.min(pause * PAUSES_GROW_BY, LONGEST_PAUSE_MILLISECONDS));
  }, pause);
  coming = mine;
}

function isCompared(page) {
  return Boolean(page.querySelector("#lists [data-compared=no]"));
}

// Whether the lists of `fresh` could take their place: not while somebody is in those that are shown.
function place(list, fresh) {
  const lists = fresh.getElementById("lists");
  if (!lists) return true;
  for (const link of list.querySelectorAll("a")) {
    const tally = lists.querySelector(`a[href="${link.getAttribute("href")}"]`)?.closest("tr").querySelector(".tally");
    if (tally) tell(link.closest("li").querySelector(".said"), tally);
  }
  const old = document.getElementById("lists") ?? document.querySelector("[aria-labelledby=what-comes]");
  if (old.contains(document.activeElement)) return false;
  old.replaceWith(document.adoptNode(lists));
  return true;
}

function tell(said, tally) {
  const before = said.querySelector(".tally");
  if (!before) said.append(" · ", tally.cloneNode(true));
  else if (before.textContent !== tally.textContent) before.replaceWith(tally.cloneNode(true));
}

// Lets so many run at a time; the others wait for their turn.
function turns(most) {
  let running = 0;
  const waiting = [];
  return async (work) => {
    if (running >= most) await new Promise((go) => waiting.push(go));
    running += 1;
    try { return await work(); } finally { running -= 1; waiting.shift()?.(); }
  };
}

function send(url, file, tell) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    request.upload.onprogress = (event) => tell(event.loaded / event.total);
    request.onload = () => { try { resolve({ status: request.status, body: JSON.parse(request.response) }); } catch { resolve(null); } };
    request.onerror = () => resolve(null);
    request.open("POST", url);
    request.setRequestHeader("accept-language", document.documentElement.lang);
    request.send(body);
  });
}

function newLine(list, name, state) {
  const line = document.createElement("li");
  const [title, bar, said, end] = ["span", "progress", "span", "span"].map((kind) => document.createElement(kind));
  title.className = "name";
  title.textContent = name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  said.textContent = state;
  said.className = "said";
  line.append(title, bar, said, end);
  list.append(line);
  return {
    tell: (text, share) => { said.textContent = text; bar.value = share; },
    link: (href, text) => { const link = document.createElement("a"); link.href = href; link.textContent = text; end.replaceChildren(link); },
    ask: (text, form) => { said.textContent = text; said.className = "said failed"; bar.hidden = true; end.hidden = true; line.append(form); form.querySelector("input").focus(); },
    resume: () => { said.className = "said"; bar.hidden = false; end.hidden = false; line.querySelector("form").remove(); },
    fail: (text) => { said.textContent = text; said.className = "said failed"; bar.remove(); end.remove(); },
    remove: () => line.remove(),
  };
}
