import { toString as qrCodeOf } from 'qrcode'
import { builder } from '../builder.ts'
import { ConnectorRef } from '../connector.schema.ts'
import { chargeLink } from './charge-link.ts'

builder.objectFields(ConnectorRef, (t) => ({
  chargeLink: t.field({
    type: 'URL',
    description:
      'The link that stands on the charger beside this connector. It leads to the page where anybody sees the price, and charges with or without an account (AFIR, article 5).',
    resolve: ({ id }, _args, { config }) => chargeLink(config, id),
  }),
  qrCode: t.string({
    description: 'chargeLink as a QR code, to be printed: an SVG image with a quiet zone of four modules.',
    resolve: ({ id }, _args, { config }) =>
      // Level Q is read with a quarter of it scratched or covered.
      qrCodeOf(chargeLink(config, id), { type: 'svg', errorCorrectionLevel: 'Q', margin: 4 }),
  }),
}))
