// How far a file is, asked every second; when it is done the page is loaded with its answers.
const state = document.getElementById("state");
const bar = document.querySelector("progress");
const number = new Intl.NumberFormat("en");

const look = async () => {
  const answer = await fetch(`/screen/files/${state.dataset.job}.json`).catch(() => null);
  if (answer?.ok) {
    const job = await answer.json();
    if (job.state !== "running") {
      location.reload();
      return;
    }
    state.textContent = `Row ${number.format(job.done)}${job.rows ? ` of ${number.format(job.rows)}` : ""}; ${number.format(job.findings)} findings to look at so far. You may leave this page; the work goes on.`;
    if (bar && job.rows) bar.value = Math.floor((100 * job.done) / job.rows);
  }
  setTimeout(look, 1000);
};

if (state?.dataset.state === "running") setTimeout(look, 700);
