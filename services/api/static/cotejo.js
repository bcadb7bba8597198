// Every page works without this script but for handing in live, opening evidence in place and marking.
import { handIn } from "./hand-in.js";
import { follow, openWith, retry } from "./follow.js";
import { bringMarks, openEvidence } from "./evidence.js";
import { replays } from "./replay.js";
import { reviews } from "./reviews.js";
import { awaitComparison } from "./comparing.js";
import { exportsOf } from "./exports.js";
import { renew } from "./members.js";

handIn(document.getElementById("hand-in"));
follow(document.getElementById("follow"));
retry(document.getElementById("retry"));
openWith(document.getElementById("open-with"));
openEvidence(document.querySelectorAll("details[data-evidence]"));
reviews(document);
replays(document);
bringMarks(document);
exportsOf(document.querySelector("[data-exports]"));
awaitComparison(document.getElementById("comparing"));
renew(document.getElementById("members"));

// A link to a group of anomalies opens it.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.querySelector("summary").focus({ preventScroll: true });
    target.scrollIntoView();
  }
}
addEventListener("hashchange", openTarget);
openTarget();
