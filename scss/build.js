// Writes static/build/: one stylesheet, the font files, the scripts of the two design systems.
// Nothing is done when nothing has changed since the last build; `--force` builds all the same.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "static", "build");
const modules = join(root, "node_modules");
const fonts = "@fontsource-variable/atkinson-hyperlegible-next/files";
const scripts = {
  "govuk-frontend.min.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
  "moj-frontend.min.js": "@ministryofjustice/frontend/moj/moj-frontend.min.js",
};

function fingerprint() {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  for (const name of readdirSync(join(root, "scss")).sort()) {
    hash.update(name).update(readFileSync(join(root, "scss", name)));
  }
  return hash.digest("hex");
}

function isCurrent(stamp, print) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === print && !process.argv.includes("--force");
}

async function compileStyles() {
  const sass = await import("sass");
  const { css } = sass.compile(join(root, "scss", "app.scss"), {
    loadPaths: [root, modules],
    importers: [{ findFileUrl: (url) => (url.startsWith("node_modules/") ? pathToFileURL(join(root, url)) : null) }],
    style: "compressed",
    quietDeps: true,
    logger: { warn: (message, { stack }) => stack?.includes("node_modules/") || console.warn(message) },
  });
  if (/url\(["']?\//.test(css)) throw new Error("The stylesheet has an absolute url(): it would not be found.");
  return css;
}

const stamp = join(out, ".built-from");
const print = fingerprint();
if (isCurrent(stamp, print)) {
  console.log("static/build is up to date");
} else {
  const css = await compileStyles();
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "fonts"), { recursive: true });
  for (const file of readdirSync(join(modules, fonts)).filter((name) => name.endsWith("-normal.woff2"))) {
    copyFileSync(join(modules, fonts, file), join(out, "fonts", file));
  }
  for (const [name, source] of Object.entries(scripts)) {
    // The maps are not shipped, and the manifest storage refuses a reference to a missing file.
    const script = readFileSync(join(modules, source), "utf8").replace(/\/\/# sourceMappingURL=\S+\s*$/, "");
    writeFileSync(join(out, name), script);
  }
  writeFileSync(join(out, "app.css"), css);
  writeFileSync(stamp, print);
  const kilobytes = (bytes) => `${Math.ceil(bytes / 1024)} kB`;
  console.log(`static/build: app.css ${kilobytes(css.length)}, ${kilobytes(gzipSync(css).length)} gzipped`);
}
