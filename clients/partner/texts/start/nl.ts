import type { StartTexts } from './en.ts'

export const startTexts = {
  picker: {
    client: 'Client',
    none: 'Dit gaat over een client van jou, en die is er nog niet.',
    make: 'Client maken',
    revoked: (name: string) => `${name} (ingetrokken)`,
  },
  start: {
    title: 'Je eerste aanroep in vijf minuten',
    intro:
      'Een programma van jou roept het platform aan met een sleutel, en stuurt alleen operaties die je eerder hebt geüpload. In vier stappen ben je er.',
    step: (n: number, title: string) => `${n}. ${title}`,
    done: 'Klaar',
    open: 'Te doen',
    account: 'Inloggen als partner',
    isPartner: 'Je bent ingelogd, en je account is dat van een partner.',
    notPartner:
      'Je account is nog niet dat van een partner. Vraag een beheerder van het platform om de rol PARTNER, en log dan uit en weer in.',
    client: 'Een client maken',
    operations: 'Uploaden wat hij mag vragen',
    call: 'Aanroepen',
    hints: [
      'Een client is een programma van jou. Hij heeft een sleutel en mag wat je aankruist.',
      'Operaties worden geüpload als een manifest: elke tekst bij zijn SHA-256. Een versie ervan wordt geactiveerd, en iets anders stuurt de sleutel niet.',
      'Voer de regel uit in een shell, of de tekst als programma.',
    ],
    sandbox: 'Wat is een sandbox-sleutel?',
    sandboxHint:
      'Een client om te proberen heeft sleutels die met egs_ beginnen. Hij ziet alleen wat je sandbox-clients hebben gemaakt: eigen stations, laders en klanten, en niets van de echte wereld. Niets wat hij doet kost geld. Sleutels die met eg_ beginnen zijn voor de echte wereld.',
    toKeys: 'Alle clients en sleutels',
    active: (version: string) => `Versie ${version} is actief.`,
    example: 'Een operatie om mee te beginnen',
    useExample: 'Dit uploaden en activeren',
    toOperations: 'Eigen operaties uploaden',
    ownKey: (prefixes: string) =>
      `Zet je sleutel eerst in EVERGRAPH_KEY. Wij tonen een sleutel één keer, als hij wordt gemaakt; die van deze client begint met ${prefixes}.`,
    ownVariables: 'Dit is de eerste query van je actieve versie. Vul de variabelen in die zij wil hebben.',
    curl: 'In een shell (curl)',
    sdk: 'Als programma (SDK)',
    sdkHint: 'Bewaar het als call.mjs, installeer @evergraph/sdk, en voer het uit met Node 22 of nieuwer.',
    waiting: 'Er is nog geen aanroep gekomen. Deze pagina kijkt om de paar seconden.',
    heard: (operation: string, at: string) => `We hebben je gehoord: ${operation}, ${at}.`,
    refused: (code: string, request: string) => `Het antwoord was ${code}. Id van de aanvraag: ${request}`,
    toUsage: 'Alle aanroepen bekijken',
  },
} satisfies StartTexts
