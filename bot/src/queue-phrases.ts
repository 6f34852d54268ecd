/** What people say of the live queue, to a champion's `line`, `next` and `resolve` as well. */
export type QueueCommand = 'live' | 'place' | 'leave' | 'pause' | 'ready' | 'line' | 'next' | 'resolve';

/** In English and Portuguese, without accents and in small letters. Tried in this order. */
export const queuePhrases: [RegExp, QueueCommand][] = [
  [/^((show|list|see)( me)? )?(the )?(live )?queues?$/, 'live'],
  [
    /^(who|what|which queues?|anyone|anybody|is anyone|is anybody)( is| are|['’]?s)? live( now| right now| today)?$/,
    'live',
  ],
  [/^(join|enter|get in)( (a|the|to the))?( live)? (queue|line)$/, 'live'],
  [/^((mostra|mostrar|ver)(-me| me)? )?(as? )?filas?( ao vivo| abertas?)?$/, 'live'],
  [/^quem (e que )?esta (ao vivo|em direto|na fila agora)( agora)?$/, 'live'],
  [/^((quero )?entrar|entra) (na|numa) fila$/, 'live'],
  [/^(what is |what['’]?s |show me |show )?my (place|turn|ticket)( in (the )?(queue|line))?$/, 'place'],
  [/^where am i( in (the )?(queue|line))?$/, 'place'],
  [/^how (long|much longer)( (do|must|will) i)?( still)?( have to| need to)?( wait)?$/, 'place'],
  [/^((qual|onde) e )?(o )?meu lugar( na fila)?$/, 'place'],
  [/^(onde estou( na fila)?|(a )?minha vez|quanto (tempo )?(falta|espero))$/, 'place'],
  [/^(leave|get out of|quit)( (the|my))?( live)?( (queue|line))?$/, 'leave'],
  [/^(quero )?sair( da fila)?$/, 'leave'],
  [/^(pause( (my|the) (turn|place))?|not (now|yet|ready)|i am not ready|i['’]?m not ready|put me on hold)$/, 'pause'],
  [/^(pausar?( a minha vez)?|agora nao|ainda nao)$/, 'pause'],
  [/^(i am |i['’]?m )?(ready|back)( now)?$/, 'ready'],
  [/^(resume( my turn)?|back in line)$/, 'ready'],
  [/^((ja )?(estou )?pront[oa]|ja posso|voltei|voltar (a|para a) fila)$/, 'ready'],
  [/^((show|see)( me)? )?(my (line|queue)|the line|my desk)$/, 'line'],
  [/^who( is|['’]?s)? wait(s|ing)?( for me)?$/, 'line'],
  [/^((mostra|mostrar|ver)(-me| me)? )?(a )?minha fila$/, 'line'],
  [/^quem (e que )?(espera|esta a espera)( por mim)?$/, 'line'],
  [/^(call )?(the )?next( person| one| ticket| in line| please)?$/, 'next'],
  [/^((chama|chamar|chame) )?(o |a )?(proxim[oa]|seguinte|seguir)( pessoa)?$/, 'next'],
  [/^(resolved?|solved|done)( it| this| (the|my|this) (ticket|question))?$/, 'resolve'],
  [/^(resolver?|resolvid[oa]|esta resolvid[oa])( (a|esta) (pergunta|questao))?$/, 'resolve'],
];

/** "join the queue: …", and the same in Portuguese; what follows is the question. */
export const joinings = [
  /^(?:please )?(?:join|enter|get in)(?: (?:a|the|to the))?(?: live)? (?:queue|line)(?: ?[:,–-] ?| (?:for|with|about|to ask) )(.+)$/,
  /^(?:quero )?(?:entrar|entra) (?:na|numa) fila(?: ?[:,–-] ?| (?:para|com|sobre) )(.+)$/,
];
