import { plurals } from '../../../web/i18n/plural.ts'
import type { ApiManifestState, ApiOperationKind } from '../../generated/graphql.ts'

const count = plurals('en')

const operationKinds: Record<ApiOperationKind, string> = { QUERY: 'Reads', MUTATION: 'Changes', SUBSCRIPTION: 'Watches' }

const manifestStates: Record<ApiManifestState, string> = {
  UPLOADED: 'Uploaded',
  ACTIVE: 'Active',
  SERVED: 'Served',
  RETIRED: 'Retired',
}

const stateMeans: Record<ApiManifestState, string> = {
  UPLOADED: 'It is not served yet. Look at what is other in it, then activate it.',
  ACTIVE: 'It is served, also to calls that name no version.',
  SERVED: 'It was active before, and is served to calls that name it, until you retire it.',
  RETIRED: 'It is not served any more, for good.',
}

export const operationsTexts = {
  operationKinds,
  manifestStates,
  operations: {
    title: 'Operations',
    intro:
      'What your programs may send. A version never changes once it is uploaded; another one is uploaded beside it and activated.',
    none: 'No version yet. Upload the manifest that your code generator writes.',
    add: 'Upload a version',
    version: 'Version',
    versionHint: 'What you call it, e.g. 1.4.0. Letters, digits, dots, hyphens, plus signs and underscores.',
    file: 'Manifest as a file',
    paste: 'Or paste it',
    pasteHint: 'persisted-documents.json of the codegen’s client preset, or the manifest of Apollo’s tool.',
    noJson: 'This is no manifest: it is not a JSON object.',
    faults: (n: number) => count(n, { one: 'The platform has found # fault.', other: 'The platform has found # faults.' }),
    upload: 'Upload',
    versions: 'Versions',
    versionCalled: (version: string) => `Version ${version}`,
    noVersion: (version: string) => `There is no version ${version}.`,
    count: (n: number) => count(n, { one: '# operation', other: '# operations' }),
    bytes: (n: string) => `${n} bytes`,
    uploadedAt: (at: string) => `uploaded ${at}`,
    activatedAt: (at: string) => `active since ${at}`,
    retiredAt: (at: string) => `retired ${at}`,
    stateMeans,
    problems: (n: number) =>
      count(n, { one: '# operation does not fit the graph any more.', other: '# operations do not fit the graph any more.' }),
    activate: 'Activate',
    activateTitle: (version: string) => `Activate version ${version}?`,
    activateHint: 'Calls that name no version get this one from now on. The one before is served until you retire it.',
    retire: 'Retire',
    retireTitle: (version: string) => `Retire version ${version} for good?`,
    retireHint: 'Programs that still send it are refused at once. This cannot be undone: its name cannot be used again.',
    changes: 'What is other in it',
    against: 'Compared with',
    activeOne: 'The active version',
    nothingActive: 'No version is active yet, so there is nothing to compare with.',
    changed: (added: number, removed: number, changed: number, same: number) =>
      `${added} new, ${removed} gone, ${changed} changed, ${same} the same.`,
    added: 'New',
    removed: 'Gone',
    altered: 'Changed',
    alteredOne: 'Changed',
    diffOf: (name: string) => `What has changed in ${name}`,
    all: 'All operations',
    hash: 'Hash (SHA-256)',
    text: 'Text',
    more: 'Show more',
  },
}

export type OperationsTexts = typeof operationsTexts
