import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * Links in README and docs that lead nowhere: missing files, and headings that the file does not have.
 * @param {string} [root]
 * @returns {string[]} one sentence for each
 */
export function findBrokenLinks(root = ROOT) {
  return documents(root).flatMap((file) => {
    const text = withoutCode(readFileSync(file, 'utf8'));
    const targets = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s+(\S+)/gm)];
    return targets
      .map(([, inline, reference]) => inline ?? reference ?? '')
      .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
      .flatMap((target) => {
        const problem = problemOf(root, file, target);
        return problem ? [`${relative(root, file)}: ${target} ${problem}`] : [];
      });
  });
}

/** @param {string} root @returns {string[]} */
function documents(root) {
  const docs = existsSync(join(root, 'docs'))
    ? readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    : [];
  return [...readdirSync(root), ...docs.map((name) => join('docs', name))]
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, name));
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} target
 */
function problemOf(root, file, target) {
  const [path = '', anchor] = decodeURIComponent(target).split('#');
  const found = path === '' ? file : path.startsWith('/') ? join(root, path) : resolve(dirname(file), path);
  if (!existsSync(found)) return 'does not exist';
  if (anchor && found.endsWith('.md') && !statSync(found).isDirectory() && !anchorsOf(found).has(anchor)) {
    return 'has no such heading';
  }
  return undefined;
}

/** As GitHub and most renderers name headings. @param {string} file */
function anchorsOf(file) {
  const text = withoutCode(readFileSync(file, 'utf8'));
  const anchors = new Set([...text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)].map(([, id]) => id));
  for (const [, heading = ''] of text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const name = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let unique = name;
    for (let count = 1; anchors.has(unique); count++) unique = `${name}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

/** @param {string} text */
function withoutCode(text) {
  return text.replace(/^(```|~~~).*?^\1/gms, '');
}
