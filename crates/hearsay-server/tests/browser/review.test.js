// The desk where it is written to: a session of a coder by keyboard alone, forms without scripts, and other sites kept out.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { look, start, tabTo, violations } from "./browser.js";
import { Desk, EXAMPLES } from "./desk.js";

/** Reports of an invented island, a claim or two each, so that a session has its ten claims. */
const REPORTS = Object.fromEntries([
  ["pier", "Rockets hit the pier of Skerry on Monday and 14 people were killed, the Skerry police said. Another 31 were wounded, a spokesman said."],
  ["mill", "At least 9 soldiers were killed at the mill of Holm, the army said on Tuesday. The rebels said they had captured 4 soldiers."],
  ["ferry", "More than 200 people were displaced by the shelling of Holm, the harbour master said on Friday."],
].map(([name, text]) => [`${name}.md`, `---\noutlet: Harbour Gazette\ndate: 2025-02-04\n---\n# News of the ${name}\n\n${text}\n`]));

const PASTE = "Drones struck the lighthouse of Skerry on Sunday and 6 people were killed, the coast guard said. Two sailors were wounded, it said.";

let browser, desk, ada, ben, edith;
before(async () => {
  [browser, desk] = await Promise.all([start(), Desk.open(EXAMPLES, REPORTS)]);
  const token = (name, role) => desk.run("token", "add", name, "--role", role);
  [ada, ben, edith] = [token("Ada", "coder"), token("Ben", "coder"), token("Edith", "editor")];
});
after(async () => { await browser?.close(); await desk?.close(); });

/** A window of somebody who logged in with a token. */
async function logged(token, options) {
  const page = await look(browser, desk, options);
  await page.goto("/login");
  await page.fill("#token", token);
  await page.press("#token", "Enter");
  await page.waitForURL("**/review");
  return page;
}

/** Does what leads to another page, and waits for that page. */
async function turned(page, act) {
  const before = page.url();
  await act();
  await page.waitForURL((url) => url.href !== before);
}

test("ten claims by keyboard alone", async () => {
  const page = await look(browser, desk);
  await page.goto("/review");
  await page.waitForURL("**/login?next=%2Freview");
  await tabTo(page, "#token");
  await page.keyboard.type(ada);
  await turned(page, () => page.keyboard.press("Enter"));
  await turned(page, () => page.keyboard.press("j"));
  const left = async () => Number((await page.locator("nav.turns span").textContent()).match(/\d+/)[0]);
  const first = await left();
  const seen = new Set();
  const once = async (act) => {
    assert.ok(!seen.has(page.url()), "no claim comes twice");
    seen.add(page.url());
    await turned(page, act);
  };
  const accept = () => page.keyboard.press("a");
  const unsure = () => page.keyboard.press("u");
  const reject = async () => {
    await page.keyboard.press("r");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, "#reject");
    await page.keyboard.press("Enter");
  };
  const correct = async () => {
    await page.keyboard.press("c");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, "#correct-why");
    await page.keyboard.type("it counts others: ü, “so” & <b>on</b>");
    await tabTo(page, ".correct button");
    await page.keyboard.press("Enter");
  };
  for (const act of [accept, reject, unsure, accept, correct, accept, accept, reject, accept, unsure]) await once(act);
  assert.equal(await left(), first - 10);
  const { reviewers } = await desk.data("/review/numbers.json");
  const { own } = reviewers.find((one) => one.reviewer === "Ada");
  assert.deepEqual([own.accepted, own.corrected, own.rejected, own.unsure], [5, 1, 2, 2]);
  assert.deepEqual(page.wrong, []);
  desk.run("verify");
});

test("a wrong correction is told beside the form, and nothing typed is lost", async () => {
  const page = await logged(ben);
  await turned(page, () => page.keyboard.press("j"));
  const field = page.locator(".correct input[data-words]").first();
  await field.fill("words that stand in no report");
  await page.locator(".correct button").click();
  await page.locator("#wrong").waitFor();
  assert.equal(await field.inputValue(), "words that stand in no report");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.wrong.filter((text) => !text.includes("422")), []);
});

test("a second coder does not see what the first decided, and an editor settles it, where no script runs", async () => {
  const first = await logged(edith, { javaScriptEnabled: false });
  const claim = async (page) => {
    await page.goto("/review");
    await turned(page, () => page.locator("#next").click());
    return page.url();
  };
  const second = await logged(ben, { javaScriptEnabled: false });
  const address = await claim(second);
  assert.doesNotMatch(await second.locator("main").textContent(), /Ada/);
  await turned(second, () => second.locator("#accept").click());
  await first.goto(address);
  assert.doesNotMatch(await first.locator("main").textContent(), /Ada|Ben/);
  await first.selectOption("#ground", { index: 1 });
  await turned(first, () => first.locator("#reject").click());
  await first.goto("/review/settle");
  await first.locator(`ol.waiting a[href="${new URL(address).pathname.replace("/review/", "/review/settle/")}"]`).click();
  assert.match(await first.locator(".coders").textContent(), /Ben/);
  await turned(first, () => first.locator("#accept").click());
  assert.ok((await desk.data("/review/numbers.json")).settled >= 1);
  assert.deepEqual([...first.wrong, ...second.wrong], []);
});

for (const javaScriptEnabled of [true, false]) {
  test(`a paste becomes claims, scripts ${javaScriptEnabled ? "on" : "off"}`, async () => {
    const page = await logged(ada, { javaScriptEnabled });
    const title = `Lighthouse ${javaScriptEnabled}`;
    await page.locator(".top nav a", { hasText: "Add" }).click();
    await tabTo(page, "#text");
    await page.keyboard.insertText(`${PASTE} Number ${javaScriptEnabled ? "one" : "two"}.`);
    await tabTo(page, "#title");
    await page.keyboard.type(title);
    await tabTo(page, "#outlet");
    await page.keyboard.type("Lighthouse <i>Letter</i>");
    await turned(page, () => page.keyboard.press("Enter"));
    const claims = page.locator("#found > li", { hasText: title }).locator("li a");
    await claims.first().waitFor();
    assert.ok((await claims.count()) >= 2, await page.locator("#found").textContent());
    await page.locator("#state", { hasText: "Done" }).waitFor();
    await claims.first().click();
    assert.match(await page.locator("#passage").textContent(), /Drones struck the lighthouse/);
    assert.deepEqual(page.wrong, []);
  });
}

test("files are added; an address of a private network is refused", async () => {
  const page = await logged(ada);
  await page.goto("/add");
  const text = "Shells hit the chapel of Holm and 3 people were killed, the mayor said.";
  const name = `chapel "><img src=x onerror=ran=1>.txt`;
  await page.setInputFiles("#files", [{ name, mimeType: "text/plain", buffer: Buffer.from(text) }]);
  await turned(page, () => page.getByRole("button", { name: "Add the files" }).click());
  await page.locator("#found > li li a").first().waitFor();
  assert.equal(await page.locator("main img").count(), 0);
  await page.goto("/add");
  await page.fill("#address", `${desk.at}/figures`);
  await turned(page, () => page.getByRole("button", { name: "Fetch and add" }).click());
  await page.locator("#found > li", { hasText: "Refused" }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test("who logs out is out", async () => {
  const page = await logged(ada);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.waitForURL("**/figures");
  await page.goto("/review");
  assert.equal(new URL(page.url()).pathname, "/login");
  await page.fill("#token", "hearsay_nothing");
  await page.press("#token", "Enter");
  await page.locator("#wrong", { hasText: "no valid token" }).waitFor();
  assert.deepEqual(page.wrong.filter((text) => !text.includes("401")), []);
});

test("a form of another site writes nothing in the name of who is logged in", async () => {
  const page = await logged(ben);
  await turned(page, () => page.keyboard.press("j"));
  const address = page.url();
  const before = await desk.data("/review/numbers.json");
  const trap = `<form method="post" action="${address}"><input name="decision" value="accepted"></form><script>document.forms[0].submit()</script>`;
  const site = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(trap));
  await new Promise((done) => { site.listen(0, "127.0.0.1", done); });
  try {
    await page.goto(`http://127.0.0.1:${site.address().port}/`, { waitUntil: "commit" });
    await page.waitForURL(address);
    assert.match(await page.locator("main").textContent(), /another site/i);
    assert.deepEqual(await desk.data("/review/numbers.json"), before);
  } finally {
    site.close();
  }
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on the pages of the review, ${colorScheme}, wide and narrow`, async () => {
    const page = await logged(edith, { colorScheme });
    const { claims } = await desk.data("/review.json", { authorization: `Bearer ${edith}` });
    const wrong = [];
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 800 });
      for (const address of ["/review", claims[0].address, "/review/numbers", "/review/settle", "/add"]) {
        await page.goto(address);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) wrong.push(`${address}: ${wide} pixels wide in ${width}`);
        wrong.push(...(await violations(page)).map((one) => `${address}: ${one}`));
      }
    }
    assert.deepEqual([...wrong, ...page.wrong], []);
  });
}
