import { plurals } from '../../../web/i18n/plural.ts'
import type { OperationsTexts } from './en.ts'

const count = plurals('nl')

export const operationsTexts = {
  operationKinds: { QUERY: 'Leest', MUTATION: 'Wijzigt', SUBSCRIPTION: 'Volgt' },
  manifestStates: { UPLOADED: 'Geüpload', ACTIVE: 'Actief', SERVED: 'Nog bediend', RETIRED: 'Afgevoerd' },
  operations: {
    title: 'Operaties',
    intro: 'Wat je programma’s mogen sturen. Een geüploade versie verandert nooit; een andere komt ernaast en wordt geactiveerd.',
    none: 'Nog geen versie. Upload het manifest dat je codegenerator schrijft.',
    add: 'Een versie uploaden',
    version: 'Versie',
    versionHint: 'Hoe je haar noemt, bijv. 1.4.0. Letters, cijfers, punten, koppeltekens, plustekens en lage streepjes.',
    file: 'Manifest als bestand',
    paste: 'Of plak het',
    pasteHint: 'persisted-documents.json van de client preset van codegen, of het manifest van Apollo’s hulpmiddel.',
    noJson: 'Dit is geen manifest: het is geen JSON-object.',
    faults: (n: number) => count(n, { one: 'Het platform heeft # fout gevonden.', other: 'Het platform heeft # fouten gevonden.' }),
    upload: 'Uploaden',
    versions: 'Versies',
    versionCalled: (version: string) => `Versie ${version}`,
    noVersion: (version: string) => `Er is geen versie ${version}.`,
    count: (n: number) => count(n, { one: '# operatie', other: '# operaties' }),
    bytes: (n: string) => `${n} bytes`,
    uploadedAt: (at: string) => `geüpload ${at}`,
    activatedAt: (at: string) => `actief sinds ${at}`,
    retiredAt: (at: string) => `afgevoerd ${at}`,
    stateMeans: {
      UPLOADED: 'Zij wordt nog niet bediend. Kijk wat er anders is, en activeer haar dan.',
      ACTIVE: 'Zij wordt bediend, ook voor aanroepen die geen versie noemen.',
      SERVED: 'Zij was eerder actief, en wordt bediend voor aanroepen die haar noemen, tot je haar afvoert.',
      RETIRED: 'Zij wordt niet meer bediend, voorgoed.',
    },
    problems: (n: number) =>
      count(n, { one: '# operatie past niet meer bij de graph.', other: '# operaties passen niet meer bij de graph.' }),
    activate: 'Activeren',
    activateTitle: (version: string) => `Versie ${version} activeren?`,
    activateHint: 'Aanroepen die geen versie noemen krijgen vanaf nu deze. De vorige wordt bediend tot je haar afvoert.',
    retire: 'Afvoeren',
    retireTitle: (version: string) => `Versie ${version} voorgoed afvoeren?`,
    retireHint:
      'Programma’s die haar nog sturen worden meteen geweigerd. Dit kan niet ongedaan worden gemaakt: de naam is niet opnieuw te gebruiken.',
    changes: 'Wat er anders is',
    against: 'Vergeleken met',
    activeOne: 'De actieve versie',
    nothingActive: 'Er is nog geen versie actief, dus er is niets om mee te vergelijken.',
    changed: (added: number, removed: number, changed: number, same: number) =>
      `${added} nieuw, ${removed} weg, ${changed} gewijzigd, ${same} gelijk.`,
    added: 'Nieuw',
    removed: 'Weg',
    altered: 'Gewijzigd',
    alteredOne: 'Gewijzigd',
    diffOf: (name: string) => `Wat er gewijzigd is in ${name}`,
    all: 'Alle operaties',
    hash: 'Hash (SHA-256)',
    text: 'Tekst',
    more: 'Meer tonen',
  },
} satisfies OperationsTexts
