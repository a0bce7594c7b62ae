import { useState } from 'react'
import { EvergraphError } from '../../sdk/errors.ts'

/** Something that a reader asks of the platform: whether it is under way, and why it was refused. What is no answer of the platform's is a bug, and is thrown on. */
export function useAsking() {
  const [fault, setFault] = useState<EvergraphError | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setFault(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof EvergraphError)) throw error
      setFault(error)
    } finally {
      setBusy(false)
    }
  }
  return { fault, busy, ask }
}
