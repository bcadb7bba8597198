// The page of a filing whose job is not over: its stages, live; the report takes its place when it is there.
import { askPassword } from "./password.js";
import { listen, within } from "./events.js";

export async function follow(box) {
  if (!box) return;
  await listen(box.dataset.job, (news) => {
    document.getElementById("bar").value = news.progress;
    for (const stage of box.querySelectorAll("[data-stage]")) {
      const here = stage.dataset.stage === news.stage;
      stage.toggleAttribute("aria-current", here);
      if (here) stage.setAttribute("aria-current", "step");
      stage.querySelector(".done").textContent = here ? within(news, box.dataset.of) : "";
    }
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
