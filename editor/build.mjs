// Builds what the draft page loads: node editor/build.mjs [DIRECTORY]
// The same sources give the same bytes, on any machine.
import { brotliCompressSync } from "node:zlib";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { minify } from "terser";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const target = path.resolve(process.argv[2] ?? path.join(root, "static", "editor"));

const shared = {
  absWorkingDir: root,
  outdir: target,
  bundle: true,
  drop: ["console"],
  format: "esm",
  target: "es2020",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  sourcemap: false,
  write: false,
  logLevel: "warning",
};

// Two files, not esbuild's pieces: these would share a third, which the editor would
// have to wait for.
const later = await build({
  ...shared,
  entryPoints: { later: "editor/later.js" },
  entryNames: "[name]-[hash]",
});
const laterName = `./${path.basename(later.outputFiles[0].path)}`;
const draft = await build({
  ...shared,
  entryPoints: { draft: "editor/main.js" },
  define: { LATER: JSON.stringify(laterName) },
  external: [laterName],
});

await mkdir(target, { recursive: true });
const made = new Set();
for (const { path: file, text } of [...draft.outputFiles, ...later.outputFiles]) {
  made.add(path.basename(file));
  // Four kilobytes of a hundred, which esbuild leaves.
  const { code: contents } = await minify(text, {
    ecma: 2020,
    module: true,
    compress: { passes: 2 },
  });
  await writeFile(file, contents);
  const packed = brotliCompressSync(contents).length;
  console.log(`${path.basename(file)}: ${contents.length} bytes, ${packed} in brotli`);
}
for (const name of await readdir(target)) {
  if (!made.has(name)) {
    await rm(path.join(target, name));
  }
}
