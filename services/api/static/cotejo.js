"use strict";

// Hand in files without leaving the page, and go to the filing when there is one.
const form = document.getElementById("hand-in");
if (form) {
  const input = form.querySelector("input[type=file]");
  const sent = document.getElementById("sent");
  const headers = { "accept-language": form.dataset.lang };

  async function send(file) {
    const line = document.createElement("li");
    line.textContent = `${file.name} …`;
    sent.append(line);
    const body = new FormData();
    body.append("file", file);
    const answer = await fetch(form.action, { method: "POST", body, headers });
    const said = await answer.json();
    if (!answer.ok) {
      line.textContent = `${file.name}: ${said.title}. ${said.detail}`;
      return;
    }
    const link = document.createElement("a");
    link.href = `/filings/${said.filing_id}?lang=${form.dataset.lang}`;
    link.textContent = file.name;
    line.replaceChildren(link);
    return link.href;
  }

  async function sendAll(files) {
    const places = [];
    for (const file of files) places.push(await send(file));
    if (places.length === 1 && places[0]) location.href = places[0];
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); sendAll(input.files); });
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    sendAll(event.dataTransfer.files);
  });
}

// Follow a job live, and show its report when it is over.
const follow = document.getElementById("follow");
if (follow) {
  const source = new EventSource(`/v1/jobs/${follow.dataset.job}/events`);
  for (const status of ["queued", "running", "succeeded", "failed", "cancelled"]) {
    source.addEventListener(status, (event) => {
      const job = JSON.parse(event.data);
      document.getElementById("bar").value = job.progress;
      if (["succeeded", "failed", "cancelled"].includes(status)) { source.close(); location.reload(); }
    });
  }
}

// A link to a part of the report as CSV: the API gives it to who asks for CSV.
for (const link of document.querySelectorAll("a[data-csv]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const answer = await fetch(link.href, { headers: { accept: "text/csv" } });
    const save = document.createElement("a");
    save.href = URL.createObjectURL(await answer.blob());
    save.download = link.dataset.csv;
    save.click();
    URL.revokeObjectURL(save.href);
  });
}
