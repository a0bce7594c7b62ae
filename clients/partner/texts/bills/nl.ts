import type { BillsTexts } from './en.ts'

export const billsTexts = {
  invoiceKinds: { INVOICE: 'Factuur', CREDIT_NOTE: 'Creditnota' },
  bills: {
    title: 'Rekeningen',
    month: 'Maand',
    what: 'Tonen',
    whats: { bills: 'Rekeningen van sessies', invoices: 'Facturen' },
    hints: {
      bills:
        'Wat sessies bij je stations kosten, naar het moment waarop de rekening is gemaakt. Een creditering neemt een rekening terug.',
      invoices: 'Wat je hebt uitgereikt aan wie er laadde. De links werken een kwartier.',
    },
    csv: 'Opslaan als CSV',
    count: 'Rekeningen',
    counted: (bills: string, credits: string) => `${bills}, ${credits} teruggenomen`,
    energy: 'Energie',
    exclVat: 'Zonder btw',
    payable: 'Te betalen',
    noBills: 'Geen rekening in deze maand. Er komt er een als een sessie bij je station eindigt.',
    noInvoices: 'Geen factuur in deze maand.',
    issued: 'Gemaakt',
    station: 'Station',
    customer: 'Je klant',
    kind: 'Soort',
    bill: 'Rekening',
    credit: 'Credit',
    number: 'Nummer',
    creditOf: (number: string) => `Credit voor ${number}`,
    buyer: 'Voor',
    vat: 'Btw',
    total: 'Totaal',
    read: 'Te lezen',
    more: 'Meer tonen',
  },
} satisfies BillsTexts
