// Builds what the pages are served with: the design system's styles with our typeface, its script, the fonts.
// Output goes to static/css and static/vendor, or to the same folders under BUILD_DIR; none of it is committed.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const packages = join(root, "node_modules");
const sources = join(root, "static", "scss");
const target = process.env.BUILD_DIR || join(root, "static");
const vendor = join(target, "vendor");
const styles = join(target, "css");
const stamp = join(vendor, "stamp.txt");
const sheets = ["app"];
const scripts = ["govuk-frontend.min.js"];
const fonts = ["latin", "latin-ext"].flatMap((subset) =>
  ["400-normal", "400-italic", "600-normal", "700-normal"].map((cut) => `source-sans-3-${subset}-${cut}.woff2`),
);

/** A digest of everything the output depends on: this script, the lock file and the style sources. */
function digestOfInputs() {
  const hash = createHash("sha256");
  const inputs = readdirSync(sources).sort().map((name) => join(sources, name));
  for (const path of [fileURLToPath(import.meta.url), join(root, "package-lock.json"), ...inputs]) {
    hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

function outputs() {
  return [
    ...sheets.map((name) => join(styles, `${name}.css`)),
    ...scripts.map((name) => join(vendor, name)),
    ...fonts.map((name) => join(vendor, "fonts", name)),
  ];
}

function upToDate(digest) {
  return existsSync(stamp) && readFileSync(stamp, "utf8").trim() === digest && outputs().every(existsSync);
}

/** Written beside its place and then moved, so that a server never reads half a file. */
function write(path, text) {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}

async function compileStyles() {
  const sass = await import("sass");
  for (const name of sheets) {
    const { css } = sass.compile(join(sources, `${name}.scss`), {
      loadPaths: [packages],
      style: "compressed",
      quietDeps: true,
      silenceDeprecations: ["import"],
    });
    write(join(styles, `${name}.css`), css);
  }
}

function copyScripts() {
  for (const name of scripts) {
    const text = readFileSync(join(packages, "govuk-frontend", "dist", "govuk", name), "utf8");
    // The map is not served, and a manifest of static files refuses a reference to a file that is missing.
    write(join(vendor, name), text.replace(/^\/\/# sourceMappingURL=.*$/gm, ""));
  }
}

function copyFonts() {
  for (const name of fonts) {
    copyFileSync(join(packages, "@fontsource", "source-sans-3", "files", name), join(vendor, "fonts", name));
  }
  copyFileSync(join(packages, "@fontsource", "source-sans-3", "LICENSE"), join(vendor, "fonts", "LICENSE"));
}

const digest = digestOfInputs();
if (upToDate(digest) && !process.argv.includes("--force")) {
  console.log("Static files are up to date.");
} else {
  rmSync(stamp, { force: true });
  mkdirSync(join(vendor, "fonts"), { recursive: true });
  mkdirSync(styles, { recursive: true });
  await compileStyles();
  copyScripts();
  copyFonts();
  write(stamp, `${digest}\n`);
  console.log("Static files built.");
}
