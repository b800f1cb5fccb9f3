// Who may enter whom. The table is rooms.json; architecture.md in words is ARCHITECTURE.md.
const rooms = require('./rooms.json');
const only = (names) => `^src/(${names.join('|')})/`;
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-does-no-io',
      severity: 'error',
      comment: 'move it to edge/ behind a port',
      from: {
        path: '^src/[^/]+/',
        pathNot: ['/edge/', '/testing/', '[.]test[.]ts$', '^src/(platform|console|customer|agent)/'],
      },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'], pathNot: 'node_modules/valibot' },
    },
    {
      name: 'use-the-door',
      severity: 'error',
      comment: 'another room is entered by its index.ts',
      from: { path: '^src/([^/]+)/', pathNot: ['/testing/', '[.]test[.]ts$'] },
      to: {
        path: '^src/[^/]+/',
        pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$', '^src/platform/'],
        // "#socket" of package.json is link's second door: which file it is depends on where the code runs.
        dependencyTypesNot: ['aliased-subpath-import'],
      },
    },
    {
      name: 'platform-is-for-edges',
      severity: 'error',
      comment: 'only edge/ may enter platform/',
      from: { path: '^src/[^/]+/', pathNot: ['/edge/', '/testing/', '[.]test[.]ts$', '^src/platform/'] },
      to: { path: '^src/platform/' },
    },
    ...Object.entries(rooms).flatMap(([room, may]) => [
      {
        name: `${room}-may-only-enter:${may.join('+') || 'nothing'}`,
        severity: 'error',
        from: { path: only([room]), pathNot: ['/edge/', '/testing/', '[.]test[.]ts$'] },
        to: { path: '^src/', pathNot: only([room, ...may]) },
      },
      {
        name: `${room}/edge-may-also-enter:platform`,
        severity: 'error',
        from: { path: `^src/${room}/(edge|testing)/|^src/${room}/.*[.]test[.]ts$` },
        to: { path: '^src/', pathNot: only([room, 'platform', ...may]) },
      },
    ]),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    // No `parser: 'swc'`: that one gives up on the first `using`. What is left reads TypeScript as it is; it passes over
    // `export type … from` only.
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
