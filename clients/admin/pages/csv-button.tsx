import { saveFile } from '../../web/save-file.ts'
import { useAsking } from '../../web/session/use-asking.ts'
import { Button } from '../../web/ui/button.tsx'
import { Fault } from '../../web/ui/fault.tsx'
import { useTexts } from '../texts/index.ts'

interface Part {
  csv: string
  next?: string | null
}

/** Fetches a table part by part, and gives it as one file. */
export function CsvButton({ name, part }: { name: string; part: (after: string | null) => Promise<Part> }) {
  const { sessions: texts } = useTexts()
  const { fault, busy, ask } = useAsking()
  const save = async () => {
    const parts: string[] = []
    let after: string | null = null
    do {
      const { csv, next }: Part = await part(after)
      parts.push(csv)
      after = next ?? null
    } while (after !== null)
    saveFile(name, parts.join(''))
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <Button busy={busy} onClick={() => void ask(save)}>
        {texts.csv}
      </Button>
      {fault && <Fault fault={fault} />}
    </div>
  )
}
