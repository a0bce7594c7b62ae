import { everywhere, operation, OperationRefused } from './operation.ts'

/** What an authority's certificate is for, and its word in each version. */
const USES = {
  CSMS_ROOT: { '1.6': 'CentralSystemRootCertificate', '2.0.1': 'CSMSRootCertificate', '2.1': 'CSMSRootCertificate' },
  MANUFACTURER_ROOT: everywhere('ManufacturerRootCertificate'),
  V2G_ROOT: { '1.6': null, '2.0.1': 'V2GRootCertificate', '2.1': 'V2GRootCertificate' },
  MO_ROOT: { '1.6': null, '2.0.1': 'MORootCertificate', '2.1': 'MORootCertificate' },
} as const
export type CertificateUse = keyof typeof USES

const wordFor = (use: CertificateUse, version: '1.6' | '2.0.1' | '2.1'): string => {
  const word = USES[use][version]
  if (word === null) throw new OperationRefused(`OCPP ${version} has no certificates of this use.`)
  return word
}

/** 1.6 security A02, 2.0.1 A02: what a charger has asked for. */
export const certificateSigned = operation<{ chain: string }>({
  description: 'Hands the charger the client certificate that it asked for.',
  actions: everywhere('CertificateSigned'),
  single: () => true,
  payload: ({ chain }, { version }) => ({
    certificateChain: chain,
    ...(version !== '1.6' && { certificateType: 'ChargingStationCertificate' }),
  }),
  repeatable: true,
})

/** 1.6 security M05, 2.0.1 M05. */
export const installCertificate = operation<{ use: CertificateUse; pem: string }>({
  description: "Installs an authority's certificate.",
  actions: everywhere('InstallCertificate'),
  payload: ({ use, pem }, { version }) => ({ certificateType: wordFor(use, version), certificate: pem }),
  repeatable: true,
})

export interface CertificateHash {
  hashAlgorithm: 'SHA256' | 'SHA384' | 'SHA512'
  issuerNameHash: string
  issuerKeyHash: string
  serialNumber: string
}

/** 1.6 security M04, 2.0.1 M04. */
export const deleteCertificate = operation<CertificateHash>({
  description: 'Deletes a certificate that the charger has.',
  actions: everywhere('DeleteCertificate'),
  payload: ({ hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }) => ({
    certificateHashData: { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber },
  }),
})

/** 1.6 security M03, 2.0.1 M03. That it has none is no refusal. */
export const getInstalledCertificates = operation<{ use?: CertificateUse | null | undefined }>({
  description: 'Asks the charger which certificates it has.',
  actions: everywhere('GetInstalledCertificateIds'),
  payload: ({ use }, { version }) => {
    if (use != null) return { certificateType: version === '1.6' ? wordFor(use, version) : [wordFor(use, version)] }
    if (version === '1.6') throw new OperationRefused('A charger of OCPP 1.6 is asked for one use at a time.')
    return {}
  },
  accepted: ['Accepted', 'NotFound'],
  repeatable: true,
})
