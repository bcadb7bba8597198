// A job that failed for want of the right password: it is asked for, and the job runs again with it.
const WANTED = ["password-needed", "wrong-password"];

export function wantsPassword(problem) {
  return Boolean(problem) && WANTED.some((kind) => problem.type?.endsWith(`:${kind}`));
}

// The form; `again` is called once the job is queued with what was given.
export function askPassword(job, words, again) {
  const form = document.createElement("form");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const button = document.createElement("button");
  form.className = "password";
  input.type = "password";
  input.required = true;
  input.maxLength = 256;
  input.autocomplete = "off";
  label.append(`${words.password} `, input);
  button.textContent = words.openIt;
  form.append(label, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const body = JSON.stringify({ password: input.value });
    const answer = await fetch(`/v1/jobs/${job}/retry`, { method: "POST", body, headers: { "content-type": "application/json" } }).catch(() => null);
    button.disabled = false;
    if (answer?.ok) again(); else input.setCustomValidity(words.lost), input.reportValidity();
  });
  input.addEventListener("input", () => input.setCustomValidity(""));
  return form;
}
