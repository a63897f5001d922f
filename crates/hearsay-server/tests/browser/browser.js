// Debian's Chromium, and windows of it that remember everything that went wrong in them.

import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Starts the browser. */
export function start() {
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
}

/** A window on a desk. `wrong` holds what its console, its scripts and its answers complained of. */
export async function look(browser, desk, options = {}) {
  const context = await browser.newContext({ baseURL: desk.at, reducedMotion: "reduce", ...options });
  await context.addInitScript({ path: AXE });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.wrong = [];
  const note = (text) => page.wrong.push(`${page.url()}: ${text}`);
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) note(message.text()); });
  page.on("response", (answer) => { if (answer.status() >= 400 && answer.url() !== page.url()) note(`${answer.status()} of ${answer.url()}`); });
  page.on("pageerror", (error) => note(String(error)));
  page.on("dialog", (dialog) => { note(`a dialog: ${dialog.message()}`); return dialog.dismiss(); });
  return page;
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe-core finds on the page, in a line each. */
export async function violations(page) {
  const found = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules, resultTypes: ["violations"] }), RULES);
  return found.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary?.replace(/\s+/g, " ")}`));
}

/** Presses Tab until what is focused matches, as one does who has no mouse. Every stop must be seen. */
export async function tabTo(page, selector) {
  for (let stop = 0; stop < 200; stop += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) === 0) continue;
    const [there, seen] = await focused.evaluate((element, selector) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const seen = (style.outlineStyle !== "none" || style.boxShadow !== "none") && box.width > 1 && box.height > 1;
      return [element.matches(selector), seen || `${element.outerHTML.slice(0, 200)} is focused and does not show it`];
    }, selector);
    if (seen !== true) throw new Error(seen);
    if (there) return;
  }
  throw new Error(`${selector} is not reached by Tab`);
}
