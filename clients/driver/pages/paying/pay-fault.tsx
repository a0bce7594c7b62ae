import type { EvergraphError } from '../../../sdk/errors.ts'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { useTexts } from '../../texts/index.ts'

/** Why a payment was refused, each reason in a sentence of its own; others as everywhere. */
export function PayFault({ fault }: { fault: EvergraphError }) {
  const { pay } = useTexts()
  const sentence = pay.faults[fault.code as keyof typeof pay.faults]
  return sentence === undefined ? <Fault fault={fault} /> : <Notice tone="danger" title={sentence} />
}
