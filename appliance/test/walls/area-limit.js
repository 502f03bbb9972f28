// An ESLint rule of our own: a file of one UI area may lean on at most two other areas (style B1.9). More means that a third
// thing wants a name and a place of its own. Plain JavaScript, because ESLint loads its configuration without a compiler.

/** @param {string} path */
const areaOf = (path) => /(?:^|\/)lib\/areas\/([^/]+)\//.exec(path)?.[1];

/**
 * The area that an import leads to: `$lib/areas/pay/x` or a relative path out of this file's own area.
 * @param {string} specifier
 * @param {string} filename
 */
const importedArea = (specifier, filename) => {
  if (specifier.startsWith('$lib/')) return areaOf(specifier.replace('$lib/', 'lib/'));
  if (!specifier.startsWith('.')) return undefined;
  return areaOf(new URL(specifier, `file://${filename}`).pathname);
};

export const areasMax = 2;

/** @type {import('eslint').Rule.RuleModule} */
export const areaLimit = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      tooMany:
        'This file of area "{{own}}" imports {{count}} other areas ({{areas}}); at most {{max}} are allowed.',
    },
  },
  create(context) {
    const own = areaOf(context.filename);
    if (own === undefined) return {};
    const others = new Set();
    return {
      ImportDeclaration(node) {
        const area = importedArea(String(node.source.value), context.filename);
        if (area === undefined || area === own || others.has(area)) return;
        others.add(area);
        if (others.size > areasMax) {
          const data = {
            own,
            count: String(others.size),
            areas: [...others].join(', '),
            max: String(areasMax),
          };
          context.report({ node, messageId: 'tooMany', data });
        }
      },
    };
  },
};
