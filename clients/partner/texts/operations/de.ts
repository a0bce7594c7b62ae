import { plurals } from '../../../web/i18n/plural.ts'
import type { OperationsTexts } from './en.ts'

const count = plurals('de')

export const operationsTexts = {
  operationKinds: { QUERY: 'Liest', MUTATION: 'Ändert', SUBSCRIPTION: 'Verfolgt' },
  manifestStates: { UPLOADED: 'Hochgeladen', ACTIVE: 'Aktiv', SERVED: 'Noch bedient', RETIRED: 'Stillgelegt' },
  operations: {
    title: 'Operationen',
    intro:
      'Was Ihre Programme senden dürfen. Eine hochgeladene Version ändert sich nie; eine andere kommt daneben und wird aktiviert.',
    none: 'Noch keine Version. Laden Sie das Manifest hoch, das Ihr Codegenerator schreibt.',
    add: 'Eine Version hochladen',
    version: 'Version',
    versionHint: 'Wie Sie sie nennen, z. B. 1.4.0. Buchstaben, Ziffern, Punkte, Bindestriche, Pluszeichen und Unterstriche.',
    file: 'Manifest als Datei',
    paste: 'Oder fügen Sie es ein',
    pasteHint: 'persisted-documents.json des Client-Presets von codegen, oder das Manifest von Apollos Werkzeug.',
    noJson: 'Das ist kein Manifest: Es ist kein JSON-Objekt.',
    faults: (n: number) => count(n, { one: 'Die Plattform hat # Fehler gefunden.', other: 'Die Plattform hat # Fehler gefunden.' }),
    upload: 'Hochladen',
    versions: 'Versionen',
    versionCalled: (version: string) => `Version ${version}`,
    noVersion: (version: string) => `Eine Version ${version} gibt es nicht.`,
    count: (n: number) => count(n, { one: '# Operation', other: '# Operationen' }),
    bytes: (n: string) => `${n} Bytes`,
    uploadedAt: (at: string) => `hochgeladen ${at}`,
    activatedAt: (at: string) => `aktiv seit ${at}`,
    retiredAt: (at: string) => `stillgelegt ${at}`,
    stateMeans: {
      UPLOADED: 'Sie wird noch nicht bedient. Sehen Sie nach, was anders ist, und aktivieren Sie sie dann.',
      ACTIVE: 'Sie wird bedient, auch für Aufrufe, die keine Version nennen.',
      SERVED: 'Sie war vorher aktiv und wird für Aufrufe bedient, die sie nennen, bis Sie sie stilllegen.',
      RETIRED: 'Sie wird nicht mehr bedient, für immer.',
    },
    problems: (n: number) =>
      count(n, { one: '# Operation passt nicht mehr zum Graphen.', other: '# Operationen passen nicht mehr zum Graphen.' }),
    activate: 'Aktivieren',
    activateTitle: (version: string) => `Version ${version} aktivieren?`,
    activateHint: 'Aufrufe, die keine Version nennen, bekommen ab jetzt diese. Die vorige wird bedient, bis Sie sie stilllegen.',
    retire: 'Stilllegen',
    retireTitle: (version: string) => `Version ${version} für immer stilllegen?`,
    retireHint:
      'Programme, die sie noch senden, werden sofort abgewiesen. Das lässt sich nicht rückgängig machen: Der Name kann nicht noch einmal verwendet werden.',
    changes: 'Was anders ist',
    against: 'Verglichen mit',
    activeOne: 'Der aktiven Version',
    nothingActive: 'Noch ist keine Version aktiv, also gibt es nichts zu vergleichen.',
    changed: (added: number, removed: number, changed: number, same: number) =>
      `${added} neu, ${removed} weg, ${changed} geändert, ${same} gleich.`,
    added: 'Neu',
    removed: 'Weg',
    altered: 'Geändert',
    alteredOne: 'Geändert',
    diffOf: (name: string) => `Was sich in ${name} geändert hat`,
    all: 'Alle Operationen',
    hash: 'Hash (SHA-256)',
    text: 'Text',
    more: 'Mehr zeigen',
  },
} satisfies OperationsTexts
