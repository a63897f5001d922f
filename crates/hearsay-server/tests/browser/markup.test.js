// Markup and scripts in reports are words of reports: shown, never run.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, start } from "./browser.js";
import { Desk } from "./desk.js";

const SCRIPT = "<script>globalThis.ran = 'script'</script>";
const IMAGE = "<img src=x onerror=\"globalThis.ran='image'\">";
const TEXT = `Rockets hit the pier of Skerry ${IMAGE} and 14 people were killed, the Skerry police ${SCRIPT} said on Monday. ` +
  `"</textarea></title>${SCRIPT}" he said. Another 20 people were wounded, the spokesman of ${IMAGE} said.`;

const json = JSON.stringify({
  url: "javascript:globalThis.ran='address'",
  title: `${SCRIPT}${IMAGE} Rockets hit Skerry`,
  outlet: `Harbour ${IMAGE}${SCRIPT} Gazette`,
  byline: `Ann "><svg onload="globalThis.ran='byline'">`,
  published: "2025-01-14",
  text: TEXT,
});

let browser, desk;
before(async () => {
  const named = `pier '"><img src=x onerror=ran=1>.md`;
  const reports = { "reports.jsonl": `${json}\n`, [named]: `---\noutlet: Plain ${SCRIPT} Wire\n---\n# ${IMAGE} A toll\n\n${TEXT}\n` };
  [browser, desk] = await Promise.all([start(), Desk.open([], reports)]);
});
after(async () => { await browser?.close(); await desk?.close(); });

test("nothing of a report runs or becomes a part of a page", async () => {
  const page = await look(browser, desk);
  const pages = (await desk.pages()).filter((page) => page !== "/no-such-page");
  const asked = `${SCRIPT}"><img src=x onerror=globalThis.ran=1>`;
  const echoes = ["q", "side", "place", "source"].map((name) => `/figures?${name}=${encodeURIComponent(asked)}`);
  echoes.push(`/login?next=${encodeURIComponent(`/"><img src=x onerror=globalThis.ran=1>`)}`);
  let shown = 0;
  for (const address of [...pages, ...echoes]) {
    await page.goto(address);
    assert.equal(await page.evaluate(() => globalThis.ran), undefined, address);
    const foreign = await page.locator("img, script:not([src]), [onerror], [onload], a[href^='javascript:' i]").count();
    assert.equal(foreign, 0, `${address} has elements of a report`);
    if ((await page.locator("main").textContent()).includes("<script>")) shown += 1;
  }
  assert.ok(shown > 3, "the words of the reports are shown as they are");
  assert.deepEqual(page.wrong, []);
});
