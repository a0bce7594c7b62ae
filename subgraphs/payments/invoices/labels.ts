import type { Language } from '../language.ts'
import type { InvoiceLine } from './invoice-data.ts'

/** Every word of an invoice, in each of its languages. What stands in braces is put in. */
export interface Labels {
  /** Of `Intl`. */
  locale: string
  receipt: string
  noInvoice: string
  invoice: string
  creditNote: string
  number: string
  issuedOn: string
  delivered: string
  place: string
  customer: string
  unnamed: string
  seller: string
  buyer: string
  vatId: string
  registration: string
  credits: string
  reason: string
  description: string
  quantity: string
  price: string
  vat: string
  net: string
  gross: string
  rate: string
  outside: string
  zero: string
  total: string
  paid: string
  paidBack: string
  credited: string
  due: string
  dueTerms: string
  agent: string
  sandbox: string
  page: string
  hour: string
  items: Record<InvoiceLine['item'], string>
  purposes: Record<NonNullable<InvoiceLine['purpose']>, string>
}

export const LABELS: Record<Language, Labels> = {
  en: {
    locale: 'en-GB',
    receipt: 'Receipt',
    noInvoice: 'The invoice is not written yet.',
    invoice: 'Invoice',
    creditNote: 'Credit note',
    number: 'Number',
    issuedOn: 'Date of issue',
    delivered: 'Date of supply',
    place: 'Place of supply',
    customer: 'Customer number',
    unnamed: 'Customer without a name',
    seller: 'Seller',
    buyer: 'Customer',
    vatId: 'VAT number',
    registration: 'Company number',
    credits: 'Credits invoice {number} of {date}',
    reason: 'Reason: {reason}',
    description: 'Description',
    quantity: 'Quantity',
    price: 'Price',
    vat: 'VAT',
    net: 'Without VAT',
    gross: 'With VAT',
    rate: 'VAT rate',
    outside: 'Outside the scope of VAT',
    zero: 'Zero rate',
    total: 'Total',
    paid: 'Already paid',
    paidBack: 'Paid back',
    credited: 'Credited',
    due: 'Amount due',
    dueTerms: 'Due at once by the payment method of the account.',
    agent: 'Issued by {agent} in the name and on behalf of {issuer}.',
    sandbox: 'SANDBOX – not a real invoice, no money was moved',
    page: 'Page {page} of {pages}',
    hour: 'h',
    items: {
      ENERGY: 'Energy charged',
      TIME: 'Charging time',
      PARKING_TIME: 'Parking time',
      FLAT: 'Fee per session',
      IDLE_CAP: 'Reduction to the most for parking',
      MIN_PRICE: 'Addition up to the minimum price',
      MAX_PRICE: 'Reduction to the maximum price',
      REFUND: 'Refund',
    },
    purposes: { RESERVATION: 'Reservation', RESERVATION_EXPIRES: 'Reservation not used' },
  },
  nl: {
    locale: 'nl-NL',
    receipt: 'Kwitantie',
    noInvoice: 'De factuur is nog niet geschreven.',
    invoice: 'Factuur',
    creditNote: 'Creditfactuur',
    number: 'Nummer',
    issuedOn: 'Factuurdatum',
    delivered: 'Datum van levering',
    place: 'Plaats van levering',
    customer: 'Klantnummer',
    unnamed: 'Klant zonder naam',
    seller: 'Verkoper',
    buyer: 'Klant',
    vatId: 'Btw-nummer',
    registration: 'KvK-nummer',
    credits: 'Crediteert factuur {number} van {date}',
    reason: 'Reden: {reason}',
    description: 'Omschrijving',
    quantity: 'Aantal',
    price: 'Prijs',
    vat: 'Btw',
    net: 'Exclusief btw',
    gross: 'Inclusief btw',
    rate: 'Btw-tarief',
    outside: 'Buiten het toepassingsgebied van de btw',
    zero: 'Nultarief',
    total: 'Totaal',
    paid: 'Al betaald',
    paidBack: 'Terugbetaald',
    credited: 'Gecrediteerd',
    due: 'Te betalen',
    dueTerms: 'Direct te betalen met de betaalmethode van het account.',
    agent: 'Uitgereikt door {agent} in naam en voor rekening van {issuer}.',
    sandbox: 'SANDBOX – geen echte factuur, er is geen geld overgemaakt',
    page: 'Pagina {page} van {pages}',
    hour: 'uur',
    items: {
      ENERGY: 'Geladen energie',
      TIME: 'Laadtijd',
      PARKING_TIME: 'Parkeertijd',
      FLAT: 'Starttarief per sessie',
      IDLE_CAP: 'Vermindering tot het maximum voor parkeren',
      MIN_PRICE: 'Toeslag tot de minimumprijs',
      MAX_PRICE: 'Vermindering tot de maximumprijs',
      REFUND: 'Terugbetaling',
    },
    purposes: { RESERVATION: 'Reservering', RESERVATION_EXPIRES: 'Niet gebruikte reservering' },
  },
  de: {
    locale: 'de-DE',
    receipt: 'Beleg',
    noInvoice: 'Die Rechnung ist noch nicht geschrieben.',
    invoice: 'Rechnung',
    creditNote: 'Rechnungskorrektur',
    number: 'Nummer',
    issuedOn: 'Rechnungsdatum',
    delivered: 'Leistungsdatum',
    place: 'Leistungsort',
    customer: 'Kundennummer',
    unnamed: 'Kunde ohne Namen',
    seller: 'Verkäufer',
    buyer: 'Kunde',
    vatId: 'USt-IdNr.',
    registration: 'Registernummer',
    credits: 'Korrigiert die Rechnung {number} vom {date}',
    reason: 'Grund: {reason}',
    description: 'Beschreibung',
    quantity: 'Menge',
    price: 'Preis',
    vat: 'USt.',
    net: 'Netto',
    gross: 'Brutto',
    rate: 'Steuersatz',
    outside: 'Nicht steuerbar',
    zero: 'Nullsatz',
    total: 'Summe',
    paid: 'Bereits bezahlt',
    paidBack: 'Zurückgezahlt',
    credited: 'Gutgeschrieben',
    due: 'Zu zahlen',
    dueTerms: 'Sofort fällig über die Zahlungsart des Kontos.',
    agent: 'Ausgestellt von {agent} im Namen und für Rechnung von {issuer}.',
    sandbox: 'SANDBOX – keine echte Rechnung, es wurde kein Geld bewegt',
    page: 'Seite {page} von {pages}',
    hour: 'Std.',
    items: {
      ENERGY: 'Geladene Energie',
      TIME: 'Ladezeit',
      PARKING_TIME: 'Parkzeit',
      FLAT: 'Grundgebühr je Ladevorgang',
      IDLE_CAP: 'Minderung auf den Höchstbetrag für das Parken',
      MIN_PRICE: 'Zuschlag bis zum Mindestpreis',
      MAX_PRICE: 'Minderung auf den Höchstpreis',
      REFUND: 'Erstattung',
    },
    purposes: { RESERVATION: 'Reservierung', RESERVATION_EXPIRES: 'Nicht genutzte Reservierung' },
  },
  fr: {
    locale: 'fr-FR',
    receipt: 'Reçu',
    noInvoice: 'La facture n’est pas encore établie.',
    invoice: 'Facture',
    creditNote: 'Avoir',
    number: 'Numéro',
    issuedOn: 'Date d’émission',
    delivered: 'Date de livraison',
    place: 'Lieu de livraison',
    customer: 'Numéro de client',
    unnamed: 'Client sans nom',
    seller: 'Vendeur',
    buyer: 'Client',
    vatId: 'N° de TVA',
    registration: 'N° d’immatriculation',
    credits: 'Annule tout ou partie de la facture {number} du {date}',
    reason: 'Motif : {reason}',
    description: 'Désignation',
    quantity: 'Quantité',
    price: 'Prix unitaire',
    vat: 'TVA',
    net: 'Hors TVA',
    gross: 'TTC',
    rate: 'Taux de TVA',
    outside: 'Hors du champ d’application de la TVA',
    zero: 'Taux zéro',
    total: 'Total',
    paid: 'Déjà payé',
    paidBack: 'Remboursé',
    credited: 'Crédité',
    due: 'Reste à payer',
    dueTerms: 'Exigible immédiatement par le moyen de paiement du compte.',
    agent: 'Émise par {agent} au nom et pour le compte de {issuer}.',
    sandbox: 'SANDBOX – ceci n’est pas une vraie facture, aucun argent n’a été versé',
    page: 'Page {page} sur {pages}',
    hour: 'h',
    items: {
      ENERGY: 'Énergie chargée',
      TIME: 'Temps de charge',
      PARKING_TIME: 'Temps de stationnement',
      FLAT: 'Frais par session',
      IDLE_CAP: 'Réduction au plafond du stationnement',
      MIN_PRICE: 'Complément au prix minimum',
      MAX_PRICE: 'Réduction au prix maximum',
      REFUND: 'Remboursement',
    },
    purposes: { RESERVATION: 'Réservation', RESERVATION_EXPIRES: 'Réservation non utilisée' },
  },
}

/** A sentence with its names put in. */
export const said = (sentence: string, names: Record<string, string>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole)
