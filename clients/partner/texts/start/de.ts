import type { StartTexts } from './en.ts'

export const startTexts = {
  picker: {
    client: 'Client',
    none: 'Hier geht es um einen Ihrer Clients, und es gibt noch keinen.',
    make: 'Client anlegen',
    revoked: (name: string) => `${name} (entzogen)`,
  },
  start: {
    title: 'Ihr erster Aufruf in fünf Minuten',
    intro:
      'Ein Programm von Ihnen ruft die Plattform mit einem Schlüssel auf und sendet nur Operationen, die Sie vorher hochgeladen haben. Vier Schritte führen dahin.',
    step: (n: number, title: string) => `${n}. ${title}`,
    done: 'Erledigt',
    open: 'Offen',
    account: 'Als Partner anmelden',
    isPartner: 'Sie sind angemeldet, und Ihr Konto ist das eines Partners.',
    notPartner:
      'Ihr Konto ist noch nicht das eines Partners. Bitten Sie einen Administrator der Plattform um die Rolle PARTNER, und melden Sie sich dann ab und wieder an.',
    client: 'Einen Client anlegen',
    operations: 'Hochladen, was er fragen darf',
    call: 'Aufrufen',
    hints: [
      'Ein Client ist ein Programm von Ihnen. Er hat einen Schlüssel und darf, was Sie ankreuzen.',
      'Operationen werden als Manifest hochgeladen: jeder Text unter seinem SHA-256. Eine Version davon wird aktiviert, und etwas anderes sendet der Schlüssel nicht.',
      'Führen Sie die Zeile in einer Shell aus oder den Text als Programm.',
    ],
    sandbox: 'Was ist ein Sandbox-Schlüssel?',
    sandboxHint:
      'Ein Client zum Ausprobieren hat Schlüssel, die mit egs_ beginnen. Er sieht nur, was Ihre Sandbox-Clients gemacht haben: eigene Stationen, Ladegeräte und Kunden, und nichts von der wirklichen Welt. Nichts, was er tut, kostet Geld. Schlüssel, die mit eg_ beginnen, sind für die wirkliche Welt.',
    toKeys: 'Alle Clients und Schlüssel',
    active: (version: string) => `Version ${version} ist aktiv.`,
    example: 'Eine Operation für den Anfang',
    useExample: 'Hochladen und aktivieren',
    toOperations: 'Eigene Operationen hochladen',
    ownKey: (prefixes: string) =>
      `Legen Sie Ihren Schlüssel zuerst in EVERGRAPH_KEY. Wir zeigen einen Schlüssel einmal, wenn er gemacht wird; der dieses Clients beginnt mit ${prefixes}.`,
    ownVariables: 'Das ist die erste Abfrage Ihrer aktiven Version. Setzen Sie die Variablen ein, die sie verlangt.',
    curl: 'In einer Shell (curl)',
    sdk: 'Als Programm (SDK)',
    sdkHint: 'Speichern Sie es als call.mjs, installieren Sie @evergraph/sdk, und führen Sie es mit Node 22 oder neuer aus.',
    waiting: 'Noch ist kein Aufruf gekommen. Diese Seite sieht alle paar Sekunden nach.',
    heard: (operation: string, at: string) => `Wir haben Sie gehört: ${operation}, ${at}.`,
    refused: (code: string, request: string) => `Die Antwort war ${code}. Id der Anfrage: ${request}`,
    toUsage: 'Alle Aufrufe ansehen',
  },
} satisfies StartTexts
