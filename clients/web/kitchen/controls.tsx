import { useRef, useState } from 'react'
import { EvergraphError } from '../../sdk/errors.ts'
import { AskFirst } from '../ui/ask-first.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Code, Copy } from '../ui/copy.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { Shelf } from './shelf.tsx'

const LOOKS = ['plain', 'primary', 'danger'] as const
const OPTIONS = [
  { value: 'one', name: 'The first' },
  { value: 'two', name: 'A second one with a long name' },
] as const
const REFUSED = new EvergraphError('CONFLICT', 'Somebody else was quicker.')

/** What a reader presses and fills in. */
export function Controls() {
  const [chosen, setChosen] = useState<'one' | 'two'>('one')
  const [on, setOn] = useState(true)
  const dialog = useRef<HTMLDialogElement>(null)
  const copied = useRef<HTMLElement>(null)
  return (
    <>
      <Shelf name="Buttons">
        {LOOKS.map((look) => (
          <div key={look} className="flex flex-wrap gap-3">
            <Button look={look}>{look}</Button>
            <Button look={look} busy>
              {look}, busy
            </Button>
            <Button look={look} disabled>
              {look}, disabled
            </Button>
            <a href="#content" className={buttonClass(look)}>
              {look}, a link
            </a>
          </div>
        ))}
        <div className="flex flex-wrap gap-3">
          <AskFirst label="Delete" title="Delete it?" back="Keep it" onYes={async () => undefined}>
            <p>This cannot be undone.</p>
          </AskFirst>
          <AskFirst
            look="primary"
            label="Ask, and be refused"
            title="Try it?"
            back="Leave it"
            onYes={() => Promise.reject(REFUSED)}
          />
          <Button onClick={() => dialog.current?.showModal()}>Open a dialogue</Button>
          <Dialog place={dialog} title="A dialogue">
            <p>The focus stays inside, and goes back to the button.</p>
            <Button onClick={() => dialog.current?.close()}>Close</Button>
          </Dialog>
        </div>
        <p>
          <code ref={copied}>eg_4f0c2k9d</code>
        </p>
        <Copy text="eg_4f0c2k9d" place={copied} />
        <Code label="Text for a program, wider than a phone">{`curl 'http://127.0.0.1:4000/graphql' -H 'content-type: application/json' -d '{"documentId":"1.0.0:abc"}'`}</Code>
      </Shelf>
      <Shelf name="Fields">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Empty" name="empty" />
          <Field label="Filled" name="filled" defaultValue="What was typed" hint="A hint stands below." />
          <Field label="Wrong" name="wrong" defaultValue="no address" hint="A hint stays." fault="This is no e-mail address." />
          <Field label="Disabled" name="disabled" defaultValue="It stays so" disabled />
          <Field label="A file" name="file" type="file" />
          <Field label="A day" name="day" type="date" />
          <Choice label="One of a few" value={chosen} options={OPTIONS} onChange={setChosen} />
          <Choice label="One of a few, wrong" value={chosen} options={OPTIONS} onChange={setChosen} fault="This one is taken." />
          <TextArea label="Lines" name="lines" hint="As many as you like." />
          <TextArea label="Code, wrong" name="code" code defaultValue={'{ "a": '} fault="This is no JSON." />
          <Switch label="On" on={on} onChange={setOn} />
          <Switch label="Off" on={!on} onChange={(off) => setOn(!off)} />
        </div>
      </Shelf>
      <Shelf name="Forms">
        <Form save="Save" busy={false} fault={null} onSave={() => undefined}>
          <Field label="Name" name="name" />
        </Form>
        <Form save="Save, busy" busy fault={null} onSave={() => undefined}>
          <Field label="Name, sent" name="sent" defaultValue="Noor" />
        </Form>
        <Form save="Save, refused" busy={false} fault={REFUSED} onSave={() => undefined}>
          <Field label="Name, refused" name="refused" defaultValue="Noor" />
        </Form>
      </Shelf>
    </>
  )
}
