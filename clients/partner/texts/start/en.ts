export const startTexts = {
  picker: {
    client: 'Client',
    none: 'This is about a client of yours, and there is none yet.',
    make: 'Make a client',
    revoked: (name: string) => `${name} (revoked)`,
  },
  start: {
    title: 'Your first call in five minutes',
    intro:
      'A program of yours calls the platform with a key, and sends only operations that you have uploaded before. Four steps lead there.',
    step: (n: number, title: string) => `${n}. ${title}`,
    done: 'Done',
    open: 'To do',
    account: 'Sign in as a partner',
    isPartner: 'You are signed in, and your account is that of a partner.',
    notPartner:
      'Your account is not a partner’s yet. Ask an administrator of the platform for the role PARTNER, then sign out and in.',
    client: 'Make a client',
    operations: 'Upload what it may ask',
    call: 'Call',
    hints: [
      'A client is a program of yours. It has a key, and may do what you tick.',
      'Operations are uploaded as a manifest: each text by its SHA-256. A version of it is activated, and the key sends nothing else.',
      'Run the line in a shell, or the text as a program.',
    ],
    sandbox: 'What is a sandbox key?',
    sandboxHint:
      'A client for trying things out has keys that begin with egs_. It sees only what your sandbox clients have made: stations, chargers and customers of its own, and nothing of the real world. Nothing that it does costs money. Keys that begin with eg_ are for the real world.',
    toKeys: 'All clients and keys',
    active: (version: string) => `Version ${version} is active.`,
    example: 'An operation to begin with',
    useExample: 'Upload and activate this',
    toOperations: 'Upload operations of your own',
    ownKey: (prefixes: string) =>
      `Put your key into EVERGRAPH_KEY first. We show a key once, when it is made; this client’s begins with ${prefixes}.`,
    ownVariables: 'This is the first query of your active version. Fill in the variables that it wants.',
    curl: 'In a shell (curl)',
    sdk: 'As a program (SDK)',
    sdkHint: 'Save it as call.mjs, install @evergraph/sdk, and run it with Node 22 or newer.',
    waiting: 'No call has come yet. This page looks every few seconds.',
    heard: (operation: string, at: string) => `We have heard you: ${operation}, ${at}.`,
    refused: (code: string, request: string) => `It was answered with ${code}. Id of the request: ${request}`,
    toUsage: 'See all calls',
  },
}

export type StartTexts = typeof startTexts
