// The page of a filing whose job is not over: its stages, live; the report takes its place when it is there.
import { askPassword } from "./password.js";
import { listen, within } from "./events.js";

export async function follow(box) {
  if (!box) return;
  await listen(box.dataset.job, (news) => {
    const said = document.getElementById("said");
    const place = news.status === "queued" && news.place ? `, ${box.dataset.place.replace("{}", news.place)}` : "";
    const told = (box.dataset[news.status] ?? said.textContent) + place;
    if (said.textContent !== told) said.textContent = told;
    const bar = document.getElementById("bar");
    if (news.progress) bar.value = news.progress; else bar.removeAttribute("value");
    const stages = [...box.querySelectorAll("[data-stage]")];
    const at = stages.findIndex((stage) => stage.dataset.stage === news.stage);
    stages.forEach((stage, number) => {
      const here = number === at;
      stage.classList.toggle("over", number < at);
      if (here) stage.setAttribute("aria-current", "step"); else stage.removeAttribute("aria-current");
      stage.querySelector(".within").textContent = here ? within(news, box.dataset.of) : "";
    });
  });
  location.reload();
}

export function retry(button) {
  button?.addEventListener("click", async () => {
    await fetch(`/v1/jobs/${button.dataset.job}/retry`, { method: "POST" });
    location.reload();
  });
}

// The page of a filing that wants a password.
export function openWith(box) {
  box?.append(askPassword(box.dataset.job, box.dataset, () => location.reload()));
}
