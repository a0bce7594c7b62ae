import type { Texts } from './text.ts'

export const nl: Texts = {
  NEW_SIGN_IN: {
    title: 'Nieuwe aanmelding bij je account',
    body: 'Er is {hasDevice, select, yes {met {device} } other {}}aangemeld op {signedInAt}. Was jij dat niet, meld dat apparaat dan af en wijzig je wachtwoord.',
    action: 'Bekijk je apparaten',
  },
  EMAIL_CHANGED: {
    title: 'Je e-mailadres is gewijzigd',
    body: '{undone, select, yes {Je vorige e-mailadres is weer in gebruik.} other {Je account heeft een nieuw e-mailadres. Heb je dat niet zelf gewijzigd, gebruik dan de link in de mail aan je oude adres.}}',
    action: 'Open je account',
  },
  PAYOUT_ACCOUNT_CHANGED: {
    title: 'Je uitbetaalrekening is gewijzigd',
    body: '{hasAccount, select, yes {Uitbetalingen gaan voortaan naar {account}. Vóór {restsUntil} wordt er niets naartoe gestuurd.} other {Je uitbetaalrekening is verwijderd, en er wordt niets uitbetaald.}} Was jij dat niet, wijzig dan je wachtwoord en schrijf ons meteen.',
    action: 'Controleer je uitbetalingen',
  },
  CHARGING_STARTED: {
    title: 'Het laden is begonnen',
    body: 'Je auto laadt sinds {startedAtTime} bij {stationName}.',
    action: 'Bekijk het',
  },
  CHARGING_COMPLETE: {
    title: 'Het laden is klaar',
    body: 'Je hebt {energy} geladen bij {stationName}, tot {endedAtTime}. Maak plaats voor de volgende, alsjeblieft.',
    action: 'Bekijk de sessie',
  },
  CHARGING_FAILED: {
    title: 'Het laden is niet begonnen',
    body: '{failure, select, OFFLINE {{stationName} is niet bereikbaar. Probeer een andere lader in de buurt.} CONNECTOR_TAKEN {Iemand anders laadt al aan deze aansluiting van {stationName}. Probeer een andere.} EXPIRED {Er is bij {stationName} niet op tijd ingeplugd. Plug in en begin opnieuw.} CANCELLED {Je start bij {stationName} is afgebroken.} other {{stationName} heeft de start niet aangenomen. Controleer de stekker en probeer het opnieuw.}}',
    action: 'Probeer opnieuw',
  },
  CHARGING_LIMIT: {
    title: '{step, select, NEAR {Je bent bijna aan je limiet} other {Het laden is gestopt}}',
    body: '{step, select, NEAR {Je sessie heeft {cost} gekost van de {limit} die ervoor opzij staan. Het laden stopt als die op zijn.} REACHED {Je sessie heeft de {limit} verbruikt die ervoor opzij stonden.} other {De {limit} die voor je sessie opzij stonden, zijn niet meer beschikbaar.}}',
    action: 'Bekijk de sessie',
  },
  IDLE_SOON: {
    title: 'Parkeren kost straks geld',
    body: 'Je auto laadt niet meer bij {stationName}. Vanaf {idleAtTime} kost blijven staan geld.',
    action: 'Bekijk de sessie',
  },
  EVSE_BOOKED: {
    title: '{begun, select, yes {Maak de lader nu vrij} other {Maak de lader vrij voor {bookedAtTime}}}',
    body: '{begun, select, yes {Iemand heeft lader {evseNumber} bij {stationName} gereserveerd en de reservering is begonnen. Stop met laden en maak plaats.} other {Iemand heeft lader {evseNumber} bij {stationName} gereserveerd: de reservering begint om {bookedAtTime}. Vertrek voor die tijd.}}',
    action: 'Bekijk de sessie',
  },
  BILL: {
    title: '{paid, select, yes {Je bon: {total}} other {Je rekening: {total}}}',
    body: '{paid, select, yes {Bedankt. Je hebt {total} betaald. Je bon en factuur staan in de app.} other {Er staat {total} open. Je factuur staat in de app.}}',
    action: 'Bekijk rekening en factuur',
  },
  PAYMENT_FAILED: {
    title: 'Je betaling is niet gelukt',
    body: '{due} kon niet worden afgeschreven. Controleer hoe je betaalt en probeer het opnieuw.',
    action: 'Betaal nu',
  },
  PAYMENT_REMINDER: {
    title: 'Een betaling is te laat: {due}',
    body: 'Er staat nog {due} open.{hasBlocksAt, select, yes { Betaal vóór {blocksAt}; daarna kun je niet meer laden.} other {}}',
    action: 'Betaal nu',
  },
  REFUND: {
    title:
      '{state, select, SUCCEEDED {Je hebt {amount} terug} FAILED {Een terugbetaling is niet gelukt} other {{amount} komt naar je terug}}',
    body: '{state, select, SUCCEEDED {{amount} is naar je teruggestuurd. Het kan een paar dagen duren voordat je bank het toont.} FAILED {{amount} kon niet worden teruggestuurd. We zoeken het uit, je hoeft niets te doen.} other {We sturen {amount} naar je terug.}}',
    action: 'Bekijk de rekening',
  },
  RESERVATION_CONFIRMED: {
    title: 'Je plek is gereserveerd',
    body: '{stationName}, lader {evseNumber}: {startsAt}, tot {endsAtTime}.',
    action: 'Bekijk de reservering',
  },
  RESERVATION_SOON: {
    title: 'Je reservering begint om {startsAtTime}',
    body: 'Lader {evseNumber} bij {stationName} is voor je vrijgehouden van {startsAtTime} tot {endsAtTime}.',
    action: 'Bekijk de reservering',
  },
  RESERVATION_MOVED: {
    title: 'Je reservering is gewijzigd',
    body: 'Ze is nu bij {stationName}, lader {evseNumber}: {startsAt}, tot {endsAtTime}.',
    action: 'Bekijk de reservering',
  },
  RESERVATION_CANCELLED: {
    title: 'Je reservering is geannuleerd',
    body: '{by, select, DRIVER {Je hebt je reservering bij {stationName} op {startsAt} geannuleerd.} FAULT {De lader bij {stationName} is defect, dus je reservering op {startsAt} gaat niet door. Je betaalt er niets voor.} other {De exploitant van {stationName} heeft je reservering op {startsAt} geannuleerd. Je betaalt er niets voor.}}',
    action: 'Bekijk de reservering',
  },
  RESERVATION_ENDED: {
    title:
      '{stays, select, yes {Je reservering is voorbij: je mag blijven tot {mayStayUntilTime}} other {Je reservering is voorbij}}',
    body: '{stays, select, yes {Je laadt nog bij {stationName}, lader {evseNumber}. Je mag blijven tot {mayStayUntilTime}. Koppel voor die tijd los.} other {Je laadt nog bij {stationName}, lader {evseNumber}. Koppel nu los: anderen wachten erop.}}',
    action: 'Bekijk de reservering',
  },
  RESERVATION_NO_SHOW: {
    title: 'Je hebt je reservering gemist',
    body: 'Lader {evseNumber} bij {stationName} was voor je vrijgehouden vanaf {startsAt}, en is nu vrij voor anderen. Er kunnen kosten zijn.',
    action: 'Bekijk de reservering',
  },
  SLOT_OFFERED: {
    title: 'Er is een plek voor je vrij',
    body: '{stationName}, {startsAt}, tot {endsAtTime}. De plek wordt voor je vrijgehouden tot {expiresAtTime}.',
    action: 'Neem de plek',
  },
  PHOTO_APPROVED: {
    title: '{purpose, select, ODOMETER {Je kilometerstand is goedgekeurd} other {Je daad is goedgekeurd}}',
    body: '{purpose, select, ODOMETER {De foto van je kilometerteller is goedgekeurd. Bedankt.} other {De foto van je daad is goedgekeurd. Bedankt.}}',
    action: 'Bekijk het',
  },
  PHOTO_REJECTED: {
    title: 'Je foto is niet aanvaard',
    body: '{reason, select, DUPLICATE {Deze foto, of een die erop lijkt, is al eerder gestuurd.} EDITED {De foto lijkt bewerkt te zijn.} NO_ODOMETER {Er is geen kilometerteller op te lezen.} NOT_THE_CLAIM {Ze toont niet wat je zei.} other {Ze kon niet worden bevestigd.}} {appealable, select, yes {Je kunt bezwaar maken of een andere sturen.} other {Je kunt een andere sturen.}}',
    action: 'Bekijk waarom',
  },
  PHOTO_ASKED: {
    title: 'Je foto wordt bekeken',
    body: '{purpose, select, ODOMETER {Iemand bekijkt de foto van je kilometerteller.} other {Iemand bekijkt de foto van je daad.}} Je hoort het als er is beslist.',
    action: 'Bekijk het',
  },
  APPEAL_DECIDED: {
    title: 'Over je bezwaar is beslist',
    body: '{approved, select, yes {Je foto is alsnog aanvaard.} other {Je foto blijft afgewezen. Deze beslissing is definitief.}}',
    action: 'Bekijk het',
  },
  REWARD_EARNED: {
    title: 'Je hebt {amount} verdiend',
    body: 'Bedankt. {amount} is aan je beloningen toegevoegd.',
    action: 'Bekijk je beloningen',
  },
  REWARD_SETTLED: {
    title: 'Je beloning is uitbetaald',
    body: '{hasAmount, select, yes {{amount} staat in je wallet.} other {Je beloning staat in je wallet.}}',
    action: 'Bekijk je beloningen',
  },
  STATION_FREE: { title: '{stationName} is vrij', body: 'Er is nu een lader vrij bij {stationName}.', action: 'Ga erheen' },
  MEETUP_CREATED: { title: 'Nieuwe meetup: {title}', body: '{title}, op {startsAt}.', action: 'Bekijk de meetup' },
  MEETUP_CHANGED: {
    title: '{cancelled, select, yes {Gaat niet door: {title}} other {Gewijzigd: {title}}}',
    body: '{cancelled, select, yes {{title} op {startsAt} gaat niet door.} other {{title} is nu op {startsAt}.}}',
    action: 'Bekijk de meetup',
  },
  MEETUP_SOON: { title: 'Straks: {title}', body: '{title} begint om {startsAtTime}.', action: 'Bekijk de meetup' },
  REVIEW_WAITING: {
    title: 'Foto’s wachten op beoordeling',
    body: '{count, plural, one {Eén geval wacht} other {# gevallen wachten}} op een beoordelaar.',
    action: 'Open de wachtrij',
  },
  CHARGER_OFFLINE: {
    title: '{stationName} is offline',
    body: 'We hebben sinds {offlineAt} niets van {stationName} gehoord. Controleer de stroom en de verbinding.',
    action: 'Bekijk het station',
  },
  CHARGERS_OFFLINE: {
    title: '{count, plural, one {Eén laadpaal is offline} other {# laadpalen zijn offline}}',
    body: 'We hebben niets gehoord van {names}{more, plural, =0 {} one { en nog één} other { en nog #}}. Controleer de stroom en de verbinding.',
    action: 'Bekijk je stations',
  },
  PAYOUT: {
    title: '{state, select, RETURNED {Een uitbetaling kwam terug} other {Uitbetaling: {amount}}}',
    body: '{state, select, RETURNED {{amount} kon niet op je rekening worden uitbetaald. Controleer de gegevens.} PAID {{amount} is op je rekening aangekomen.} other {{amount} is onderweg naar je rekening.}}',
    action: 'Bekijk de uitbetaling',
  },
  WEBHOOK_OFF: {
    title: 'Een webhook is uitgeschakeld',
    body: 'Je endpoint bij {host} heeft te lang gefaald, dus we sturen er niets meer heen. Schakel het weer in als het werkt; wat het miste, kan opnieuw worden gestuurd.',
    action: 'Bekijk het endpoint',
  },
  NEWS: { title: '{title}', body: '{body}', action: 'Open de app' },
  ANNOUNCEMENT: { title: '{title}', body: '{body}', action: 'Open de app' },
}
