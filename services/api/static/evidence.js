// An anomaly opened: its evidence is fetched, put in its place, and its first marked cell brought into view.
import { replays } from "./replay.js";
import { reviews } from "./reviews.js";

export function openEvidence(anomalies) {
  for (const anomaly of anomalies) anomaly.addEventListener("toggle", () => { if (anomaly.open) fill(anomaly); });
}

async function fill(anomaly) {
  const place = anomaly.querySelector(".proof");
  if (place.dataset.filled) return;
  place.dataset.filled = "yes";
  const link = place.querySelector("a");
  place.prepend(`${place.dataset.loading} `);
  try {
    const answer = await fetch(`${anomaly.dataset.evidence}?part=true`);
    if (!answer.ok) throw new Error();
    place.innerHTML = await answer.text();
  } catch {
    place.replaceChildren(`${place.dataset.failed} `, link);
    delete place.dataset.filled;
    return;
  }
  const alone = document.createElement("p");
  alone.append(link);
  place.append(alone);
  reviews(place);
  replays(place);
  bringMarks(place);
}

function bringBox(frame) {
  const box = (frame.querySelector("rect.first") ?? frame.querySelector("rect"))?.getBoundingClientRect();
  if (box) frame.scrollLeft += (box.left + box.right) / 2 - frame.getBoundingClientRect().left - frame.clientWidth / 2;
}

// Wide tables are scrolled to their marked cells, beside the column of names that stays: to all of them where there is room, else to the one most in doubt.
export function bringMarks(within) {
  for (const table of within.querySelectorAll(".wide")) {
    const cells = [...table.querySelectorAll("td.marked")];
    if (table.classList.contains("close-up")) bringBox(table);
    if (!cells.length) continue;
    const left = Math.min(...cells.map((cell) => cell.offsetLeft));
    const right = Math.max(...cells.map((cell) => cell.offsetLeft + cell.offsetWidth));
    const doubted = table.querySelector("td.doubted") ?? cells[0];
    const pinned = Math.max(0, ...[...table.querySelectorAll("tbody .naming")].map((cell) => parseFloat(getComputedStyle(cell).left) + cell.offsetWidth));
    const fits = right - left <= table.clientWidth - pinned;
    const middle = fits ? (left + right) / 2 : doubted.offsetLeft + doubted.offsetWidth / 2;
    table.scrollLeft = middle - (table.clientWidth + pinned) / 2;
  }
}
