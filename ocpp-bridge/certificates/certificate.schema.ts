import { z } from 'zod'
import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import type { CertificateRow } from './certificate.queries.ts'
import { bar, certificatesOf, revoke } from './certificate.service.ts'

const CertificateRef = builder.objectRef<CertificateRow>('ChargePointCertificate').implement({
  description: "A client certificate that the platform's authority has given a charger (security profile 3).",
  fields: (t) => ({
    serial: t.exposeString('serial', { description: 'Its serial number, in hexadecimal digits.' }),
    subject: t.exposeString('subject', { description: "Whose it is; the common name is the charger's identity." }),
    fingerprint: t.exposeString('fingerprint', { description: 'SHA-256 of the whole certificate, in hexadecimal digits.' }),
    pem: t.exposeString('pem', { description: 'The certificate, as PEM.' }),
    notBefore: t.expose('not_before', { type: 'DateTime', description: 'From when it is good.' }),
    notAfter: t.expose('not_after', {
      type: 'DateTime',
      description: 'Until when it is good. Chargers are asked to renew it 30 days before.',
    }),
    issuedAt: t.expose('issued_at', { type: 'DateTime', description: 'When it was given.' }),
    revokedAt: t.expose('revoked_at', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it opens no connection; null while it does.',
    }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  barredAt: t.expose('barred_at', {
    type: 'DateTime',
    nullable: true,
    description:
      'When you last ended all that it had to open a connection, by barChargePoint; null: never. What it was given since is good.',
  }),
  certificates: t.connection(
    {
      type: CertificateRef,
      description: 'Client certificates that it was given, the newest first.',
      resolve: ({ station_id: id }, args, ctx) => certificatesOf(ctx, id, args),
    },
    { name: 'ChargePointCertificateConnection', description: 'A page of certificates.' },
    { name: 'ChargePointCertificateEdge', description: 'A certificate in a list.' },
  ),
}))

const RevokeInput = builder.inputType('RevokeCertificateInput', {
  description: 'Which certificate is to end.',
  fields: (t) => ({
    serial: t.string({
      description: 'Its serial number, in hexadecimal digits.',
      validate: z.string().regex(/^[0-9a-f]{1,40}$/, 'Up to 40 hexadecimal digits.'),
    }),
  }),
})

const BarInput = builder.inputType('BarChargePointInput', {
  description: 'Whose certificates and password are to end.',
  fields: (t) => ({ chargePointId: t.field({ type: 'UUID', description: 'Id of the station.' }) }),
})

builder.mutationFields((t) => ({
  barChargePoint: t.field({
    type: ChargePointRef,
    description:
      'For a charger of your own that was stolen, or whose secrets others know. In one act its connection is closed, and none is opened any more by its password, nor by any client certificate from before, whoever issued it. The device that takes its place needs a new password (renewStationPassword). Repeated, it ends what was given since, too.',
    args: { input: t.arg({ type: BarInput, description: 'Which charger.' }) },
    resolve: (_root, { input }, ctx) => bar(ctx, input.chargePointId),
  }),
  revokeCertificate: t.field({
    type: CertificateRef,
    description: 'Ends a certificate of a charger of your own. Its connections are closed, and none is opened with it any more.',
    args: { input: t.arg({ type: RevokeInput, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => revoke(ctx, input.serial),
  }),
}))
