/** OCPI's ConnectorType, as far as vehicles have it. Where stations and vehicles are spoken of, it is one enum of the graph. */
const STANDARDS = {
  CHADEMO: 'CHAdeMO, DC.',
  DOMESTIC_E: 'Household socket type E (France).',
  DOMESTIC_F: 'Household socket type F, Schuko.',
  DOMESTIC_G: 'Household socket type G (United Kingdom).',
  GBT_AC: 'GB/T 20234.2, AC.',
  GBT_DC: 'GB/T 20234.3, DC.',
  IEC_60309_2_three_32: 'IEC 60309-2 three phase, 32 A.',
  IEC_62196_T1: 'IEC 62196 Type 1, SAE J1772.',
  IEC_62196_T1_COMBO: 'Combo Type 1, CCS1, DC.',
  IEC_62196_T2: 'IEC 62196 Type 2, Mennekes.',
  IEC_62196_T2_COMBO: 'Combo Type 2, CCS2, DC.',
  MCS: 'Megawatt Charging System, DC.',
  NEMA_14_50: 'NEMA 14-50, split phase, 50 A.',
  SAE_J3400: 'SAE J3400, NACS.',
  TESLA_S: 'Tesla connector of Model S and X.',
} as const

export type ConnectorStandard = keyof typeof STANDARDS

/** The enum, for `builder.enumType('ConnectorStandard', …)` of each box that has it. */
export const CONNECTOR_STANDARD = {
  description: "Shape and protocol of a plug: OCPI's ConnectorType.",
  // The keys are those of STANDARDS.
  values: Object.fromEntries(Object.entries(STANDARDS).map(([value, description]) => [value, { description, value }])) as Record<
    ConnectorStandard,
    { description: string; value: ConnectorStandard }
  >,
}
