// Opens each page once in a headless Chromium, shows it light and dark, at the width of a telephone and of a desk, and
// says what axe finds, and how far it would have to be scrolled sideways. Pictures are kept where a folder is named.
// node look.mjs FOLDER_OF_PACKAGES CHROMIUM PAGE... [--pictures FOLDER]
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, executablePath, ...rest] = process.argv.slice(2);
const at = rest.indexOf("--pictures");
const pictures = at < 0 ? "" : rest[at + 1];
const pages = at < 0 ? rest : rest.slice(0, at);
const required = createRequire(join(packages, "package.json"));
const { chromium } = required("playwright-core");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
const found = [];
const tab = await (await browser.newContext()).newPage();
for (const page of pages) {
  const name = basename(page, ".html");
  await tab.goto(pathToFileURL(page).href);
  await tab.addScriptTag({ path: required.resolve("axe-core/axe.min.js") });
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    for (const width of [320, 1280]) {
      await tab.setViewportSize({ width, height: 900 });
      const { violations, passes } = await tab.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      const sideways = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      const faults = violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" | ")}`);
      found.push({ name, colorScheme, width, sideways, faults, passes: passes.length });
      if (pictures) {
        await tab.screenshot({ path: join(pictures, `${name}-${colorScheme}-${width}.png`), fullPage: true });
      }
    }
  }
}
await browser.close();
console.log(JSON.stringify(found));
