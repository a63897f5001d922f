// How every page looks: light and dark, wide and narrow, printed, and to those who do not see it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { look, start, violations } from "./browser.js";
import { Desk, EXAMPLES } from "./desk.js";

let browser, desk, pages;
before(async () => {
  [browser, desk] = await Promise.all([start(), Desk.open(EXAMPLES)]);
  pages = await desk.pages(2);
});
after(async () => { await browser?.close(); await desk?.close(); });

/** Goes to each page and gathers what `check` finds wrong there, so that one run tells all. */
async function onEachPage(options, check) {
  const page = await look(browser, desk, options);
  const wrong = [];
  for (const address of pages) {
    await page.goto(address);
    for (const one of await check(page)) wrong.push(`${address}: ${one}`);
  }
  const expected = (text) => text.includes("/no-such-page") && text.includes("404");
  return [...wrong, ...page.wrong.filter((text) => !expected(text))];
}

/** How bright the ground of the page is, from 0 to 1. */
const brightness = (page) => page.evaluate(() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return Math.round(100 * (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255) / 100;
});

test("every kind of page is there", () => {
  for (const kind of ["/figures/", "/reports/", "/sources/", "/places/"]) {
    assert.ok(pages.some((page) => page.startsWith(kind)), kind);
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}`, async () => {
    assert.deepEqual(await onEachPage({ colorScheme }, async (page) => {
      const light = await brightness(page);
      const ground = colorScheme === "dark" ? light < 0.2 : light > 0.8;
      return [...(ground ? [] : [`the ground is not ${colorScheme}: ${light}`]), ...(await violations(page))];
    }), []);
  });
}

test("a window of 400 pixels needs no scrolling sideways", async () => {
  const viewport = { width: 400, height: 800 };
  assert.deepEqual(await onEachPage({ viewport }, async (page) => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    return [...(width <= 400 ? [] : [`${width} pixels wide`]), ...(await violations(page))];
  }), []);
});

test("letters of twice the size lose nothing", async () => {
  const viewport = { width: 640, height: 800 };
  assert.deepEqual(await onEachPage({ viewport }, async (page) => {
    await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    return width <= 640 ? [] : [`${width} pixels wide`];
  }), []);
});

test("printed, a page is its content", async () => {
  const page = await look(browser, desk);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const address of pages.filter((page) => /^\/(figures|reports)\/|^\/figures$/.test(page))) {
    await page.goto(address);
    assert.ok(await page.locator("main h1").isVisible());
    for (const tool of await page.locator(".find, .top nav, .filters, .then").all()) {
      assert.ok(!(await tool.isVisible()), `${address}: a tool is printed`);
    }
    assert.equal(await brightness(page), 1, `${address}: the ground is white`);
    const printed = await page.pdf({ format: "A4" });
    assert.ok(printed.subarray(0, 5).toString() === "%PDF-" && printed.length > 5_000, address);
  }
  assert.deepEqual(page.wrong, []);
});
