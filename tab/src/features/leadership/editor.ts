import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { $generateHtmlFromNodes, $generateNodesFromDOM } from '@lexical/html';
import { $isLinkNode, $toggleLink, LinkNode } from '@lexical/link';
import {
  $isListNode,
  INSERT_UNORDERED_LIST_COMMAND,
  ListItemNode,
  ListNode,
  REMOVE_LIST_COMMAND,
  registerList,
} from '@lexical/list';
import { registerRichText } from '@lexical/rich-text';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $insertNodes,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_LOW,
  createEditor,
  FORMAT_TEXT_COMMAND,
  IS_BOLD,
  IS_ITALIC,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  TextNode,
} from 'lexical';

/** What can be done to words; each is on or off where the cursor is. */
export type Mark = 'bold' | 'italic' | 'list' | 'link';
export const marks = ['bold', 'italic', 'list', 'link'] as const satisfies readonly Mark[];

export type RichText = {
  /** Bold, italic and list go on and off; a link goes off. */
  toggle: (mark: Mark) => void;
  /** Makes what is selected a link, or writes the address as one. */
  link: (address: string) => void;
  focus: () => void;
  close: () => void;
};

export type RichTextOptions = {
  html: string;
  /** The words as HTML; empty while there are none. */
  onChange: (html: string) => void;
  /** Which marks are on where the cursor is. */
  onMarks: (on: ReadonlySet<Mark>) => void;
  /** The writer asks for a link by its key. */
  onAskLink: () => void;
};

/** Makes an element one in which rich text is written: bold, italic, lists and links, and nothing else that is pasted. */
export function openRichText(place: HTMLElement, { html, onChange, onMarks, onAskLink }: RichTextOptions): RichText {
  const editor = createEditor({
    namespace: 'leadership',
    nodes: [ListNode, ListItemNode, LinkNode],
    onError: (error) => {
      throw error;
    },
  });
  const close = mergeRegister(
    registerRichText(editor),
    registerHistory(editor, createEmptyHistoryState(), 300),
    registerList(editor),
    keepPlain(editor),
    editor.registerCommand(KEY_DOWN_COMMAND, (event) => takeKey(editor, event, onAskLink), COMMAND_PRIORITY_LOW),
  );
  editor.update(() => $begin(editor, html), { discrete: true, tag: 'history-merge' });
  place.contentEditable = 'true';
  editor.setRootElement(place);
  editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
    onMarks(editor.read($marksHere));
    if (dirtyElements.size + dirtyLeaves.size > 0) onChange(editor.read(() => $written(editor)));
  });
  return {
    toggle: (mark) => toggle(editor, mark),
    link: (address) => editor.update(() => $link(address)),
    focus: () => editor.focus(),
    close: () => {
      close();
      editor.setRootElement(null);
    },
  };
}

function $begin(editor: LexicalEditor, html: string): void {
  const line = $createParagraphNode();
  $getRoot().clear().append(line);
  if (html === '') return;
  line.select();
  $insertNodes($generateNodesFromDOM(editor, new DOMParser().parseFromString(html, 'text/html')));
  // The cursor waits until the writer comes.
  $setSelection(null);
}

function $written(editor: LexicalEditor): string {
  return $getRoot().getTextContent().trim() === '' ? '' : $generateHtmlFromNodes(editor);
}

/** Takes from pasted words what a post does not have: other formats, colours, and addresses that are none of the web's. */
function keepPlain(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerNodeTransform(TextNode, (node) => {
      const format = node.getFormat() & (IS_BOLD | IS_ITALIC);
      if (node.getFormat() !== format) node.setFormat(format);
      if (node.getStyle() !== '') node.setStyle('');
    }),
    editor.registerNodeTransform(LinkNode, (node) => {
      if (/^(https?|mailto):/i.test(node.getURL())) return;
      for (const child of node.getChildren()) node.insertBefore(child);
      node.remove();
    }),
  );
}

function $marksHere(): ReadonlySet<Mark> {
  const on = new Set<Mark>();
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return on;
  if (selection.hasFormat('bold')) on.add('bold');
  if (selection.hasFormat('italic')) on.add('italic');
  const around: LexicalNode[] = [...selection.anchor.getNode().getParents(), selection.anchor.getNode()];
  if (around.some($isListNode)) on.add('list');
  if (around.some($isLinkNode)) on.add('link');
  return on;
}

function toggle(editor: LexicalEditor, mark: Mark): void {
  const isOn = editor.read($marksHere).has(mark);
  if (mark === 'link') editor.update(() => $toggleLink(null));
  else if (mark === 'list')
    editor.dispatchCommand(isOn ? REMOVE_LIST_COMMAND : INSERT_UNORDERED_LIST_COMMAND, undefined);
  else editor.dispatchCommand(FORMAT_TEXT_COMMAND, mark);
}

function $link(address: string): void {
  const selection = $getSelection() ?? $getRoot().selectEnd();
  if (!$isRangeSelection(selection)) return;
  if (selection.isCollapsed()) {
    const words = $createTextNode(address);
    selection.insertNodes([words]);
    words.select(0, address.length);
  }
  $toggleLink(address);
}

/** Bold, italic and undo have their keys already; a list and a link get those of Teams. */
function takeKey(editor: LexicalEditor, event: KeyboardEvent, onAskLink: () => void): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const isLink = event.code === 'KeyK' && !event.shiftKey;
  const isList = event.code === 'Digit8' && event.shiftKey;
  if (!isLink && !isList) return false;
  event.preventDefault();
  if (isList) toggle(editor, 'list');
  else onAskLink();
  return true;
}
