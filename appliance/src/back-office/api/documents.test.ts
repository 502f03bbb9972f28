// The documents of the API: a whole OpenAPI document with every route, and its pages, which take nothing from elsewhere.
import { assert, suite } from '../../../test/kit.ts';
import { withOffice } from '../../../test/back-office/serve.ts';
import { kinds } from '../../protocol/office/kinds.ts';

const test = suite('office documents');

interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly schema?: object;
    readonly required?: boolean;
  }[];
}

interface Document {
  readonly openapi: string;
  readonly info: object;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { $ref } = value as { readonly $ref?: unknown };
  return [...(typeof $ref === 'string' ? [$ref] : []), ...Object.values(value).flatMap(referencesIn)];
}

test('the document names every route, and everything in it leads somewhere', () =>
  withOffice(async ({ ask, routes }) => {
    const answer = await ask('GET', '/api/openapi.json');
    assert.is(answer.status, 200);
    const document = answer.json as Document;
    assert.is(document.openapi, '3.1.0');
    assert.equal(document.info, { title: 'Countertop back office', version: '1.0.0' });
    const { schemas } = document.components;
    assert.equal(Object.keys(schemas).sort(), Object.keys(kinds).sort());
    for (const reference of new Set(referencesIn(document)))
      assert.ok(schemas[reference.replace('#/components/schemas/', '')], reference);
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const expected = routes
      .filter(({ url }) => url.startsWith('/api/') && !/^\/api\/(docs|openapi)/.test(url))
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
    assert.equal(documented.sort(), expected.sort());
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { tags, summary, responses, parameters = [] }] of Object.entries(methods)) {
        const say = `${method} ${path}`;
        assert.ok(tags?.length === 1 && summary !== undefined && summary !== '', say);
        assert.ok(
          Object.keys(responses ?? {}).some((status) => status.startsWith('2')),
          say,
        );
        for (const [, { description }] of Object.entries(responses ?? {}))
          assert.type(description, 'string', say);
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        assert.equal(
          parameters.filter((each) => each.in === 'path').map(({ name }) => name),
          inPath,
          say,
        );
        assert.ok(
          parameters.every(({ schema }) => schema !== undefined),
          say,
        );
      }
    }
    assert.not.match(answer.text, /Symbol|TypeBox/);
  }));

test('bodies in the document are what records are checked by', () =>
  withOffice(async ({ ask }) => {
    const { schemas } = ((await ask('GET', '/api/openapi.json')).json as Document).components;
    const product = schemas['product'] as {
      readonly required: readonly string[];
      readonly properties: Record<string, object>;
    };
    assert.ok(product.required.includes('sku'));
    assert.equal(Object.keys(product.properties), Object.keys(kinds.product.schema.properties));
    assert.is((product.properties['category'] as { readonly reference: string }).reference, 'category');
  }));

test('the pages come from the box alone, under a policy that lets in nothing else', () =>
  withOffice(async ({ ask }) => {
    const page = await ask('GET', '/api/docs/');
    assert.is(page.status, 200);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.not.match(policy, /https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
    assert.not.match(page.text, /(src|href)="https?:/);
    assert.not.match(page.text, /<script>/);
    const scripts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, address]) => new URL(address!, 'http://localhost/api/docs/').pathname,
    );
    assert.ok(scripts.length > 3);
    for (const address of scripts) assert.is((await ask('GET', address)).status, 200, address);
    const starter = await ask('GET', '/api/docs/static/swagger-initializer.js');
    assert.match(starter.text, /validatorUrl":\s*null/);
  }));
