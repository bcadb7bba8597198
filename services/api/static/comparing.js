// A period whose statements are being compared: the page comes anew once they are.
const EVERY_MILLISECONDS = 1500;

export async function awaitComparison(note) {
  while (note) {
    await new Promise((go) => setTimeout(go, EVERY_MILLISECONDS));
    const answer = await fetch(note.dataset.period).catch(() => null);
    if (answer?.ok && (await answer.json()).period.current) { location.reload(); return; }
  }
}
