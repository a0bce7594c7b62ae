import type { HistoryTexts } from './en.ts'

export const history: HistoryTexts = {
  history: {
    month: 'Maand',
    allMonths: 'Alle maanden',
    vehicle: 'Voertuig',
    anyVehicle: 'Elk voertuig',
    state: 'Stand',
    anyState: 'Alles',
    states: { goesOn: 'Bezig', over: 'Klaar', failed: 'Niet doorgegaan' },
    sessions: 'Sessies',
    energy: 'Energie',
    cost: 'Kosten',
    co2: 'Bespaarde CO₂',
    kg: (n) => `${n} kg`,
    co2From: 'Hoe CO₂ wordt geschat',
    totals: 'Rekeningen die nog worden bekeken tellen hier niet mee, en filters veranderen deze sommen niet.',
    noneFits: 'Geen sessie past. Haal een filter weg.',
    csv: 'Downloaden als tabel (CSV)',
    running: 'Je laadt nu',
  },
  parking: { countdown: (clock) => `Parkeren kost geld over ${clock}`, billed: 'Parkeren kost nu geld.' },
  charging: {
    soc: 'Accu in %',
    share: 'Wat de plek je geeft',
    shareIs: (amperes) => `${amperes} A per fase`,
    waits: (clock) => `Wacht op zijn beurt sinds ${clock}: de plek deelt één aansluiting.`,
    late: 'Hier laden ook anderen. Wat je wenst, wordt misschien niet op tijd gehaald.',
    notYet: 'Dat is nog niet beslist.',
    sharedHint: 'De laadpunten hier delen één aansluiting. Wat je krijgt verandert als anderen komen en gaan.',
    until: (clock) => `Door iemand anders geboekt vanaf ${clock}. Ga voor die tijd weg.`,
  },
}
