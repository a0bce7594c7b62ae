import type { HistoryTexts } from './en.ts'

export const history: HistoryTexts = {
  history: {
    month: 'Monat',
    allMonths: 'Alle Monate',
    vehicle: 'Fahrzeug',
    anyVehicle: 'Jedes Fahrzeug',
    state: 'Stand',
    anyState: 'Alle',
    states: { goesOn: 'Läuft', over: 'Fertig', failed: 'Nicht zustande gekommen' },
    sessions: 'Ladevorgänge',
    energy: 'Energie',
    cost: 'Kosten',
    co2: 'Gespartes CO₂',
    kg: (n) => `${n} kg`,
    co2From: 'Wie CO₂ geschätzt wird',
    totals: 'Rechnungen, die noch geprüft werden, fehlen in diesen Summen, und Filter ändern sie nicht.',
    noneFits: 'Kein Ladevorgang passt. Nehmen Sie einen Filter weg.',
    csv: 'Als Tabelle herunterladen (CSV)',
    running: 'Sie laden gerade',
  },
  parking: { countdown: (clock) => `Parken kostet in ${clock}`, billed: 'Parken kostet jetzt.' },
  charging: {
    soc: 'Batterie in %',
    share: 'Was der Ort Ihnen gibt',
    shareIs: (amperes) => `${amperes} A je Phase`,
    waits: (clock) => `Wartet seit ${clock}, bis es dran ist: Der Ort teilt sich einen Anschluss.`,
    late: 'Hier laden auch andere. Was Sie möchten, wird vielleicht nicht rechtzeitig erreicht.',
    notYet: 'Das ist noch nicht entschieden.',
    sharedHint: 'Die Ladepunkte hier teilen sich einen Anschluss. Was Sie bekommen, ändert sich, wenn andere kommen und gehen.',
    until: (clock) => `Ab ${clock} von jemand anderem gebucht. Fahren Sie vorher weg.`,
  },
}
