/**
 * The architecture as sentences. `from` is who imports, `to` is what; paths are below the clone.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'core-knows-no-outside',
      comment:
        'Core imports core, the SQL client as a type, how a transaction is run, COPY and names of columns: no HTTP, no dialect, no media.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src|web|test|bench)/',
        pathNot: '^src/core/|^src/db/(sql|transaction|copy|copy-text|column|outage)\\.ts$',
      },
    },
    {
      name: 'core-takes-sql-as-a-type',
      comment: 'Core is given its connection; it never opens one.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/db/sql\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-imports-no-package',
      comment: "The domain runs on Node alone; whatever a package does for it is handed in by the app's composition.",
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'only-rooms-write-sql',
      comment: 'Whoever is no room asks core; SQL that comes along with Core is seen by scripts/check-sql.mjs.',
      severity: 'error',
      from: { path: '^src/(dialects|api|media|devices|http)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/db/|(^|/)node_modules/postgres/' },
    },
    {
      name: 'connections-are-handed-on',
      comment: 'Jobs name the type of a connection that they hand to a room; they open none.',
      severity: 'error',
      from: { path: '^src/jobs/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/db/|(^|/)node_modules/postgres/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'composition-opens-the-database',
      comment: "The composition and the command line open connections by our client, never by the package's own.",
      severity: 'error',
      from: { path: '^src/(app|cli)/', pathNot: '\\.test\\.ts$' },
      to: { path: '(^|/)node_modules/postgres/' },
    },
    {
      name: 'connectors-know-the-question',
      comment: "A connector asks the provider's billing, by its database's own client; of us it knows what is asked.",
      severity: 'error',
      from: { path: '^src/connectors/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/',
        pathNot: '^src/connectors/|^src/core/(billing/connector|organizations/flat|phones/phone|secrets/mask)\\.ts$',
      },
    },
    {
      name: 'nobody-reaches-into-connectors',
      comment: 'How a billing is asked is handed to core by the composition; everybody else asks core.',
      severity: 'error',
      from: { path: '^src/(core|dialects|api|media|jobs|http|devices|db)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/connectors/' },
    },
    {
      name: 'rooms-keep-their-sql',
      comment: 'The queries of a room are for core; everybody else calls its verbs.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/|\\.test\\.ts$' },
      to: { path: '^src/core/.*queries[^/]*\\.ts$' },
    },
    {
      name: 'dialects-are-strangers',
      comment: 'No dialect imports another; what they share is in dialects/wire, which knows none of them.',
      severity: 'error',
      from: { path: '^src/dialects/([^/]+)/' },
      to: { path: '^src/dialects/', pathNot: '^src/dialects/($1|wire)/' },
    },
    {
      name: 'media-stands-alone',
      comment: 'The media node asks through its own control interface and could run on another machine.',
      severity: 'error',
      from: { path: '^src/media/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: '^src/media/' },
    },
    {
      name: 'nobody-reaches-into-media',
      comment: "Only the app's composition joins the media node to the rest.",
      severity: 'error',
      from: { path: '^src/(core|dialects|api|jobs|http|devices|connectors|cli|db)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/media/' },
    },
    {
      name: 'nobody-reaches-into-devices',
      comment: 'How cameras are spoken to is handed to core by the composition; everybody else asks core.',
      severity: 'error',
      from: { path: '^src/(core|dialects|api|media|jobs|connectors|http|cli|db)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/devices/' },
    },
    {
      name: 'web-talks-over-http',
      comment: 'The web imports nothing of the server: it has the API and no other way.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(src|test|bench|scripts)/' },
    },
    {
      name: 'server-knows-no-web',
      comment: 'The server serves the built web as files.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^web/' },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'What is delivered imports nothing of tests and benches.',
      severity: 'error',
      from: { path: '^(src|web/src)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(test|bench|scripts)/|\\.test\\.tsx?$' },
    },
    {
      name: 'no-cycles',
      comment: 'Whoever reads one file must not have to read it twice. Imports of types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-exist',
      comment: 'An import that cannot be resolved would pass every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
