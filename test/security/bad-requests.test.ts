import { connect } from 'node:net';
import test from 'ava';
import { everyForm, everyPage, furnished, type Furnished } from '../furnished.ts';
import { readPage } from '../html.ts';
import { World } from '../world.ts';

/** Everything that comes back for these bytes, until the other end has nothing more to say. */
function answerTo(url: string, bytes: string, silenceMs = 150): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let heard = '';
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      socket.setTimeout(silenceMs);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

/** The path of each route, led to something that is there where anything is. */
function pathsOf({ world, readers }: Furnished, seen: readonly string[]) {
  void readers;
  return [...new Set(world.appliance.routes.map(({ path }) => path))].map((path) => {
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[A-Za-z0-9_.-]+')}$`);
    const known = seen.find((each) => pattern.test(each.split('?')[0] ?? ''));
    return { path, known: known?.split('?')[0] ?? path.replaceAll(/:\w+/g, 'nobody----------------') };
  });
}

test('explore', async (t) => {
  await using all = await furnished();
  const pages = await everyPage(all.world.url, all.readers);
  const seen = pages.flatMap(({ address, page }) => [address, ...page.links]);
  const { administrator } = all;
  const began = performance.now();
  for (const { known } of pathsOf(all, seen)) {
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'FOO']) {
      if (method === 'TRACE' || method === 'FOO') continue;
      const a = await administrator.request(known, { method, headers: { Origin: all.world.url, 'Sec-Fetch-Site': 'same-origin' } });
      const text = await a.text();
      if (method === 'HEAD' ? (text !== '' || a.status >= 500) : ![404, 405].includes(a.status)) t.log(method, known, a.status, text.slice(0, 100));
      if (a.status === 405 && a.headers.get('allow') === null) t.log('no allow', method, known);
    }
  }
  t.log('methods', performance.now() - began);
  // headers of pages
  for (const { address, reader } of pages) {
    const a = await reader.visitor.request(address, { headers: { Accept: 'text/html' } });
    const csp = a.headers.get('content-security-policy') ?? '';
    await a.text();
    if (a.headers.get('cache-control') !== 'no-store') t.log('cache', address, a.headers.get('cache-control'));
    if (!csp.includes("frame-ancestors 'none'")) t.log('frame', address, csp);
    if (a.headers.get('x-content-type-options') !== 'nosniff') t.log('sniff', address);
    if (a.headers.get('referrer-policy') === null) t.log('referrer', address);
    if (a.headers.get('access-control-allow-origin') !== null) t.log('cors', address);
  }
  // cross origin
  for (const route of all.world.appliance.routes.filter(({ method }) => method === 'POST')) {
    const pattern = new RegExp(`^${route.path.replaceAll(/:\w+/g, '[A-Za-z0-9_.-]+')}$`);
    const forms = everyForm(pages);
    const found = forms.find(({ form }) => form.method === 'post' && pattern.test(form.action.split('?')[0] ?? ''));
    if (found === undefined) { t.log('no form for', route.path); continue; }
    for (const headers of [
      { Origin: 'https://evil.example' }, { Origin: 'null' }, {}, { Origin: all.world.url, 'Sec-Fetch-Site': 'cross-site' }, { Origin: all.world.url, 'Sec-Fetch-Site': 'same-site' },
    ]) {
      const a = await found.reader.visitor.request(found.form.action, { method: 'POST', headers: { ...headers as Record<string,string>, 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' }, body: new URLSearchParams(found.form.controls.map((c) => [c.name, c.value] as [string,string])).toString() });
      const text = await a.text();
      if (a.status !== 403 && route.kind !== 'open') t.log('CSRF', route.path, JSON.stringify(headers), a.status, text.slice(0, 80));
    }
    // wrong token
    const b = await found.reader.visitor.request(found.form.action, { method: 'POST', headers: { Origin: all.world.url, 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' }, body: new URLSearchParams(found.form.controls.map((c) => [c.name, c.name === 'csrf' ? 'x'.repeat(43) : ['text', 'textarea'].includes(c.kind) ? 'kept text' : c.value] as [string,string]).filter(([n], i, l) => l.findIndex(([m]) => m === n) === i)).toString() });
    const html = await b.text();
    const again = readPage(html).forms.find((f) => f.action === found.form.action && f.method === 'post');
    const typed = found.form.controls.filter((c) => ['text', 'textarea'].includes(c.kind) && c.attributes['readonly'] === undefined);
    const kept = again !== undefined && typed.every((c) => again.controls.find((d) => d.name === c.name)?.value === 'kept text');
    if (b.status !== 403 && route.kind !== 'open') t.log('TOKEN', route.path, b.status);
    else if (typed.length > 0 && !kept) t.log('token not kept', route.path, b.status, again === undefined ? 'no form' : '');
  }
  // hosts
  const button = seen.find((s) => /^\/button\/[A-Za-z0-9_-]{32}$/.test(s)) ?? '';
  const cookies = administrator.cookiesFor('/');
  for (const host of ['evil.example', 'EVIL.example', 'shops.example', 'SHOPS.example:8080', 'shops.example.', 'shops.example.:80', '[::1]', '[::1]:8080', '[', ']', 'a b', 'a"b', "a'b<script>", 'a,b', 'a@b', 'a/b', 'a?b', 'a#b', 'a\\b', '%00', '%zz', ':80', '', 'x'.repeat(300), '\u00e9', 'xn--', '1.2.3.4.5', '..', '.', '-', '999.999.999.999', 'a:b', 'a:99999', 'a\tb']) {
    for (const target of ['/', '/message', `${button}`, `${button}/support.url`, `${button}/support.webmanifest`, '/login/public-sites/default-portal--------/help-button', '/sites/default-portal--------/logo', '/console', '/login', `http://shops.example/`, `http://[/`]) {
      const answer = await answerTo(all.world.url, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nCookie: ${cookies}\r\nConnection: close\r\n\r\n`);
      const status = statusOf(answer);
      if (status >= 500 || status === 0) t.log('HOST', JSON.stringify(host), target, status, answer.slice(0, 60));
      if (/<title>[^<]*Shops/.test(answer)) t.log('shops at', host, target);
      if (/evil\.example/i.test(answer.split('\r\n\r\n').slice(1).join('')) && !target.includes('support')) t.log('reflects', host, target);
    }
  }
  t.log(performance.now() - began);
  const post = (target: string, host: string) => `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b`;
  for (const host of ['[', 'a b', '', '[::1]', ':80']) {
    for (const target of ['/join', '/start', '/message', '/ask', '/api/start_session', '/language', '/verify', button]) {
      const answer = await answerTo(all.world.url, post(target, host));
      if (statusOf(answer) >= 500 || statusOf(answer) === 0) t.log('HOST POST', host, target, statusOf(answer));
    }
  }
  t.log('bad', all.world.log.lines.filter(({ level }) => level === 'error' || level === 'warn').map(({ fields, message }) => JSON.stringify(fields).slice(0, 300) + message).join('\n'));
  t.pass();
});
void World;
