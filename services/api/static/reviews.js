// An auditor's mark on an anomaly, kept by the server at once.
export function reviews(within) {
  for (const form of within.querySelectorAll("form[data-review]")) {
    if (form.dataset.ready) continue;
    form.dataset.ready = "yes";
    const said = form.querySelector("output");
    const unmark = form.querySelector("[data-unmark]");
    const shown = document.querySelector(`[data-mark="${form.dataset.anomaly}"]`);

    async function keep(method, body, name) {
      said.textContent = "";
      const answer = await fetch(form.dataset.review, { method, body, headers: { "content-type": "application/json" } }).catch(() => null);
      if (!answer?.ok) { said.textContent = form.dataset.failed; return; }
      said.textContent = said.dataset.saved;
      unmark.hidden = !name;
      if (shown) shown.textContent = name;
      if (!name) form.reset();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const verdict = form.querySelector("[name=verdict]:checked");
      keep("PUT", JSON.stringify({ verdict: verdict.value, note: form.elements.note.value }), verdict.dataset.name);
    });
    unmark.addEventListener("click", async () => {
      for (const choice of form.querySelectorAll("[name=verdict]")) choice.defaultChecked = false;
      form.elements.note.defaultValue = "";
      await keep("DELETE", undefined, "");
    });
  }
}
