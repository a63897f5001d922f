// The analyst's path: from the list to a figure, to the sentence in the report that says it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, start, tabTo } from "./browser.js";
import { Desk, EXAMPLES } from "./desk.js";

const SENTENCE = "Some 300 North Korean soldiers have been killed";

let browser, desk;
before(async () => { [browser, desk] = await Promise.all([start(), Desk.open(EXAMPLES)]); });
after(async () => { await browser?.close(); await desk?.close(); });

/** The figure of soldiers killed: the one with most claims. */
const FIGURE = ".figures tbody tr:has(a:text-matches('killed', 'i')) a";

/** The report shows the sentence that was followed, in view, and what is claimed there. */
async function atTheSentence(page) {
  const claim = new URL(page.url()).hash.slice(1);
  assert.match(claim, /^c-[0-9a-f]+$/);
  const marked = page.locator(`a.evidence[id="${claim}"], a.evidence:has([id="${claim}"])`).first();
  await marked.waitFor();
  assert.ok((await marked.textContent()).replace(/\s+/g, " ").startsWith(SENTENCE), await marked.textContent());
  const box = await marked.boundingBox();
  assert.ok(box.y >= 0 && box.y < page.viewportSize().height, "the sentence is in view");
  assert.ok(await page.locator(".claim:focus-within .pop").isVisible(), "the chain stands beside the sentence");
  assert.deepEqual(page.wrong, []);
}

async function byClicks(page) {
  await page.goto("/");
  assert.equal(new URL(page.url()).pathname, "/figures");
  const figure = page.locator(FIGURE).first();
  const title = (await figure.textContent()).trim();
  await figure.click();
  assert.equal((await page.locator("h1").textContent()).trim(), title);
  await page.locator(".claims .words a", { hasText: SENTENCE }).first().click();
  await atTheSentence(page);
}

test("by clicks", async () => {
  const page = await look(browser, desk);
  await byClicks(page);
  await page.locator(".notes li .about a").first().click();
  assert.match(new URL(page.url()).pathname, /^\/figures\/[0-9a-f]{32}$/);
});

test("by clicks, where no script runs", async () => {
  await byClicks(await look(browser, desk, { javaScriptEnabled: false }));
});

test("by keyboard alone", async () => {
  const page = await look(browser, desk);
  await page.goto("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(":focus").textContent(), "To the content");
  await page.keyboard.press("Enter");
  const id = await page.locator(FIGURE).first().getAttribute("href");
  await tabTo(page, `.figures a[href="${id}"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${id}`);
  const sentence = await page.locator(".claims .words a", { hasText: SENTENCE }).first().getAttribute("href");
  await tabTo(page, `.claims .words a[href="${sentence}"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${sentence}`);
  await atTheSentence(page);
  const whose = page.locator(".claim:focus-within .pop a").first();
  const name = await whose.textContent();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/sources/*");
  assert.equal(await page.locator("h1").textContent(), name);
});

test("a search from any page, by its key", async () => {
  const page = await look(browser, desk);
  await page.goto("/sources");
  await page.keyboard.press("/");
  await page.keyboard.type("wounded");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/figures?q=wounded*");
  const titles = await page.locator(".figures .what a").allTextContents();
  assert.ok(titles.length === 1 && /wounded/i.test(titles[0]), titles.join("; "));
  assert.deepEqual(page.wrong, []);
});

test("the ledger grows under an open page, which tells so", async () => {
  const own = await Desk.open(EXAMPLES.slice(0, 1));
  try {
    const page = await look(browser, own);
    await page.goto("/figures");
    own.run("add", EXAMPLES[1]);
    await page.locator("#grown").waitFor();
    const before = await page.locator("#head").getAttribute("data-entry");
    await page.locator("#grown a").click();
    await page.waitForFunction((before) => Number(document.querySelector("#head").dataset.entry) > before, Number(before));
    assert.deepEqual(page.wrong, []);
  } finally {
    await own.close();
  }
});
