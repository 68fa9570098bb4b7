/**
 * Builds the public stylesheet, script, fonts, icon sprite and pictures.
 *
 * The result is committed: a machine that runs the product needs no Node, and
 * the same sources always give the same bytes, which CI checks.
 */
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const assets = dirname(fileURLToPath(import.meta.url));
const root = dirname(assets);
const output = join(root, "site", "zaedno", "static", "zaedno");
const font = join(root, "node_modules", "@fontsource-variable", "sofia-sans");
const built = ["site.css", "site.js", "icons.svg", "fonts", "img"];
const scripts = ["cyrillic", "cyrillic-ext", "latin", "latin-ext"];

/** Bundle one entry; addresses of fonts and pictures stay as written. */
async function bundle(entry, name) {
  await build({
    entryPoints: [join(assets, entry)],
    outfile: join(output, name),
    bundle: true,
    minify: true,
    charset: "utf8",
    format: "esm",
    legalComments: "none",
    target: ["es2020", "chrome100", "firefox100", "safari15.4"],
    external: ["./fonts/*", "./img/*"],
    logLevel: "warning",
  });
}

/** Copy the variable font, one file for each script, with its licence. */
async function copyFonts() {
  const target = join(output, "fonts");
  await mkdir(target, { recursive: true });
  for (const script of scripts) {
    const source = join(font, "files", `sofia-sans-${script}-wght-normal.woff2`);
    await cp(source, join(target, `sofia-sans-${script}.woff2`));
  }
  await cp(join(font, "LICENSE"), join(target, "OFL.txt"));
}

/** Join the single icons into one sprite whose symbols bear the file names. */
async function buildSprite() {
  const folder = join(assets, "icons");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".svg")).sort();
  const symbols = await Promise.all(names.map((name) => toSymbol(folder, name)));
  const style =
    'fill="none" stroke="currentColor" stroke-width="2" ' +
    'stroke-linecap="round" stroke-linejoin="round"';
  const open = '<svg xmlns="http://www.w3.org/2000/svg">';
  const body = symbols.map((symbol) => symbol.replace("<symbol", `<symbol ${style}`));
  await writeFile(join(output, "icons.svg"), `${open}\n${body.join("\n")}\n</svg>\n`);
}

async function toSymbol(folder, name) {
  const source = await readFile(join(folder, name), "utf8");
  const shapes = source
    .replace(/^[^]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/\s*\n\s*/g, "");
  return `<symbol id="${name.replace(".svg", "")}" viewBox="0 0 24 24">${shapes}</symbol>`;
}

await mkdir(output, { recursive: true });
for (const name of built) await rm(join(output, name), { recursive: true, force: true });
await bundle("css/site.css", "site.css");
await bundle("js/site.js", "site.js");
await copyFonts();
await buildSprite();
await cp(join(assets, "img"), join(output, "img"), { recursive: true });
