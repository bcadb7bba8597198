// A file to take away may be long in the making: what is being made is said, and what went wrong is told in place.
export function exportsOf(section) {
  const said = section?.querySelector("output");
  if (!said) return;
  section.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    said.textContent = said.dataset.working.replace("{}", link.textContent);
    said.textContent = (await taken(link.href)) ?? said.dataset.failed;
  });
}

async function taken(address) {
  const answer = await fetch(address).catch(() => null);
  if (answer && !answer.ok) {
    const told = await answer.json().catch(() => null);
    return told && `${told.title}. ${told.detail}`;
  }
  const file = await answer?.blob().catch(() => null);
  if (!file) return null;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = named(answer.headers.get("content-disposition") ?? "");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return "";
}

function named(disposition) {
  return decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? "");
}
