// A desk to look at: the real program over a ledger of its own, on a free port of this machine.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const PROGRAM = resolve(ROOT, process.env.HEARSAY_BINARY ?? "target/release/hearsay");

/** The reports of `docs/example`. */
export const EXAMPLES = readdirSync(join(ROOT, "docs/example"))
  .filter((name) => /^kursk.*\.md$/.test(name))
  .map((name) => join(ROOT, "docs/example", name));

/** Milliseconds until a desk must answer. */
const READY = 60_000;

/** A desk that answers at `at`, until it is closed. */
export class Desk {
  /** Opens one over files, and over reports that are given as `{ name: text }`. */
  static async open(files, reports = {}) {
    const desk = new Desk();
    desk.folder = mkdtempSync(join(tmpdir(), "hearsay-browser-"));
    desk.ledger = join(desk.folder, "ledger.db");
    const written = Object.entries(reports).map(([name, text]) => {
      const path = join(desk.folder, name);
      writeFileSync(path, text);
      return path;
    });
    try {
      desk.run("add", ...files, ...written);
      await desk.serve();
    } catch (error) {
      await desk.close();
      throw error;
    }
    return desk;
  }

  /** What the program prints for a command about this ledger. */
  run(...words) {
    const how = { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
    return execFileSync(PROGRAM, [...words, "--ledger", this.ledger], how).trim();
  }

  async serve() {
    const words = ["serve", "--ledger", this.ledger, "--listen", "127.0.0.1:0"];
    this.server = spawn(PROGRAM, words, { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    this.server.stderr.on("data", (more) => { said += more; });
    const end = Date.now() + READY;
    while (Date.now() < end && this.server.exitCode === null) {
      this.at ??= said.match(/at (http:\/\/127\.0\.0\.1:\d+)\//)?.[1];
      if (this.at && (await fetch(`${this.at}/figures.json`)).ok) return;
      await sleep(50);
    }
    throw new Error(`the desk does not answer: ${said}`);
  }

  /** The data at an address. */
  async data(address, headers = {}) {
    const answer = await fetch(this.at + address, { headers });
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** Addresses of every kind of page that anybody may read, of those about one thing at most `most`. */
  async pages(most = Infinity) {
    const ids = async (list) => (await this.data(`/${list}.json`))[list].slice(0, most).map((one) => `/${list}/${one.id}`);
    const figures = await ids("figures");
    const series = await Promise.all(figures.map(async (figure) => (await this.data(`${figure}.json`)).series));
    const reports = new Set(series.flat().map((point) => `/reports/${point.document}`));
    const read = [...reports].slice(0, most);
    const lists = ["/figures", "/sources", "/places"];
    const odd = ["/figures?q=nothing-says-this", "/figures?as_of=3", "/login", "/no-such-page"];
    return [...lists, ...figures, ...read, ...(await ids("sources")), ...(await ids("places")), ...odd];
  }

  /** Ends the program as a person would, and takes its folder away. */
  async close() {
    if (this.server?.exitCode === null) {
      const gone = new Promise((done) => { this.server.once("exit", done); });
      this.server.kill("SIGINT");
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
