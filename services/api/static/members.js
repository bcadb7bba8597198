// The page of an archive some of whose files are still worked on or compared: what is told of them comes anew until all are over.
const EVERY_MILLISECONDS = 1500;

export async function renew(box) {
  while (box && box.dataset.open !== "0") {
    await new Promise((go) => setTimeout(go, EVERY_MILLISECONDS));
    if (document.hidden || box.contains(document.activeElement)) continue; // nothing moves under a reader's hand
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) continue;
    const anew = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("members");
    if (!anew) { location.reload(); return; }
    if (anew.innerHTML === box.innerHTML && anew.dataset.open === box.dataset.open) continue;
    box.replaceWith(anew);
    box = anew;
  }
}
