import type { BillsTexts } from './en.ts'

export const billsTexts = {
  invoiceKinds: { INVOICE: 'Rechnung', CREDIT_NOTE: 'Gutschrift' },
  bills: {
    title: 'Abrechnung',
    month: 'Monat',
    what: 'Zeigen',
    whats: { bills: 'Abrechnungen von Ladevorgängen', invoices: 'Rechnungen' },
    hints: {
      bills:
        'Was Ladevorgänge an Ihren Stationen kosten, nach dem Zeitpunkt der Abrechnung. Eine Gutschrift nimmt eine Abrechnung zurück.',
      invoices: 'Was Sie denen ausgestellt haben, die geladen haben. Die Links gelten eine Viertelstunde.',
    },
    csv: 'Als CSV speichern',
    count: 'Abrechnungen',
    counted: (bills: string, credits: string) => `${bills}, ${credits} zurückgenommen`,
    energy: 'Energie',
    exclVat: 'Ohne MwSt.',
    payable: 'Zu zahlen',
    noBills: 'Keine Abrechnung in diesem Monat. Eine entsteht, wenn ein Ladevorgang an Ihrer Station endet.',
    noInvoices: 'Keine Rechnung in diesem Monat.',
    issued: 'Erstellt',
    station: 'Station',
    customer: 'Ihr Kunde',
    kind: 'Art',
    bill: 'Abrechnung',
    credit: 'Gutschrift',
    number: 'Nummer',
    creditOf: (number: string) => `Gutschrift zu ${number}`,
    buyer: 'Für',
    vat: 'MwSt.',
    total: 'Summe',
    read: 'Zu lesen',
    more: 'Mehr zeigen',
  },
} satisfies BillsTexts
