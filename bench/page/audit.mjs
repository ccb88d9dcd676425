// Lighthouse on pages of one site, for a phone: the browser (first argument), the site, then paths; a line of JSON a page, category ->
// points. It runs in the folder that Lighthouse is installed in (bench/lighthouse.py). A path of /search is answered to a form only.
import puppeteer from "puppeteer-core";
import { startFlow } from "lighthouse";

const MOST_TRIES = 5;

const [executablePath, site, ...paths] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

for (const path of paths) {
  let report = await audit(path);
  // Now and then it misses the start of a page, and says so.
  for (let tries = 1; report.runtimeError && tries < MOST_TRIES; tries += 1) report = await audit(path);
  if (report.runtimeError || report.finalDisplayedUrl !== site + path)
    throw new Error(`${path}: ${report.runtimeError?.message ?? `found ${report.finalDisplayedUrl}`}`);
  const points = Object.values(report.categories).map(({ title, score }) => [title, Math.round(100 * score)]);
  console.log(JSON.stringify(Object.fromEntries(points)));
}
await browser.close();

/** What Lighthouse says of one page, opened in a tab of its own. */
async function audit(path) {
  const page = await browser.newPage();
  const flow = await startFlow(page);
  if (path.endsWith("/search")) {
    await page.goto(new URL(".", site + path).href);
    await flow.navigate(() => page.evaluate(sendForm));
  } else {
    await flow.navigate(site + path);
  }
  const { steps } = await flow.createFlowResult();
  await page.close();
  return steps[0].lhr;
}

/** As without script: the app does not hear of it. */
function sendForm() {
  const form = document.querySelector("form[action$='/search']");
  form.elements.q.value = "shelter";
  form.submit();
}
