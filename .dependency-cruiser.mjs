/**
 * The architecture as sentences. `from` is who imports, `to` is what; paths are below the clone.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'core-knows-no-outside',
      comment:
        'Core imports core, the SQL client as a type, how a transaction is run, and COPY: no HTTP, no dialect, no media.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|web|test|bench)/', pathNot: '^src/core/|^src/db/(sql|transaction|copy)\\.ts$' },
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
      comment: 'Dialects, our API and the media node ask core; none of them sees the database.',
      severity: 'error',
      from: { path: '^src/(dialects|api|media|agents)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/db/|(^|/)node_modules/postgres/' },
    },
    {
      name: 'connectors-know-the-question',
      comment: "A connector asks the provider's billing, by its database's own client; of us it knows what is asked.",
      severity: 'error',
      from: { path: '^src/connectors/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/',
        pathNot: '^src/connectors/|^src/core/(contracts/connector|phones/phone|secrets/mask)\\.ts$',
      },
    },
    {
      name: 'nobody-reaches-into-connectors',
      comment: 'How a billing is asked is handed to core by the composition; everybody else asks core.',
      severity: 'error',
      from: { path: '^src/(core|dialects|api|media|jobs|agents|http|devices)/', pathNot: '\\.test\\.ts$' },
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
      from: { path: '^src/(core|dialects|api|jobs|agents|connectors)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/media/' },
    },
    {
      name: 'nobody-reaches-into-devices',
      comment: 'How cameras are spoken to is handed to core by the composition; everybody else asks core.',
      severity: 'error',
      from: { path: '^src/(core|dialects|api|media|jobs|agents|connectors|http)/', pathNot: '\\.test\\.ts$' },
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
      comment: 'Whoever reads one file must not have to read it twice.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
