// A job's news, live. `tell` is called with the job at each change; the promise ends with the job.
const STATES = ["queued", "running", "succeeded", "failed", "cancelled"];
const ENDS = ["succeeded", "failed", "cancelled"];

export function listen(job, tell) {
  return new Promise((resolve) => {
    const source = new EventSource(`/v1/jobs/${job}/events`);
    for (const state of STATES) {
      source.addEventListener(state, (event) => {
        const news = JSON.parse(event.data);
        tell(news);
        if (ENDS.includes(state)) { source.close(); resolve(news.problem ? inThisLanguage(news) : news); }
      });
    }
  });
}

// The job in the page's language: a stream of events comes in the browser's.
async function inThisLanguage(news) {
  const headers = { "accept-language": document.documentElement.lang };
  const answer = await fetch(`/v1/jobs/${news.id}`, { headers }).catch(() => null);
  return answer?.ok ? answer.json() : news;
}

// How far a job is within its stage: "3 de 12", where there is more than one thing to do.
export function within(news, of) {
  return news.total > 1 ? `${Math.min(news.done + (news.done < news.total ? 1 : 0), news.total)} ${of} ${news.total}` : "";
}
