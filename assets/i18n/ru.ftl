### Русский. Правила записи стоят в начале en.ftl, термины закреплены в docs/glossary.md.
### К читателю на «вы», коротко и без идиом. Кавычки «ёлочки», буква ё обязательна.

## Числа

-decimal-mark = ,

## Имена

name-broker = брокер { $number }
    .genitive = брокера { $number }
    .dative = брокеру { $number }
    .accusative = брокера { $number }
    .instrumental = брокером { $number }
    .prepositional = брокере { $number }
name-controller = контроллер
    .genitive = контроллера
    .dative = контроллеру
    .accusative = контроллер
    .instrumental = контроллером
    .prepositional = контроллере

## Гарантии

guarantee-at-most-once = at-most-once (не более одного раза)
guarantee-at-least-once = at-least-once (не менее одного раза)

## Модельное время

time-milliseconds = { $count }{ "\u00A0" }мс
time-seconds = { $count }{ "\u00A0" }с
